//! Reading the training data.

use std::io::{self, Read};
use std::path::Path;

/// Reads a gzipped text file.
pub fn read_gz(path: &Path) -> io::Result<String> {
    let named = |e: io::Error| io::Error::new(e.kind(), format!("{}: {e}", path.display()));
    let file = std::fs::File::open(path).map_err(named)?;
    let mut out = String::new();
    flate2::read::MultiGzDecoder::new(file)
        .read_to_string(&mut out)
        .map_err(named)?;
    Ok(out)
}
