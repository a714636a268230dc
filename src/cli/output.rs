//! Where a command writes: a file or standard output, whose reader may leave at any time.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Stdout, Write};
use std::path::{Path, PathBuf};

/// A file or standard output.
pub struct Output {
    to: BufWriter<To>,
    name: String,
    closed: bool,
}

enum To {
    File(File),
    Stdout(Stdout),
}

impl Write for To {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(to) => to.write(bytes),
            Self::Stdout(to) => to.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(to) => to.flush(),
            Self::Stdout(to) => to.flush(),
        }
    }
}

impl Output {
    /// Opens `path`, or standard output where there is none. The error names the file and cause.
    pub fn open(path: Option<&Path>) -> Result<Self, String> {
        let (to, name) = match path {
            None => (To::Stdout(io::stdout()), "standard output".to_owned()),
            Some(path) => {
                let name = path.display().to_string();
                let file = File::create(path).map_err(|e| unwritable(&name, &e))?;
                (To::File(file), name)
            }
        };
        Ok(Self {
            to: BufWriter::with_capacity(1 << 16, to),
            name,
            closed: false,
        })
    }

    /// Writes and passes it on at once. `Ok(false)` when the reader has left: stop, quietly.
    pub fn write(&mut self, bytes: &[u8]) -> Result<bool, String> {
        let written = self.to.write_all(bytes).and_then(|()| self.to.flush());
        self.settle(written)
    }

    /// Writes what `make` makes of it, piece by piece.
    pub fn write_with(
        &mut self,
        make: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<bool, String> {
        let written = make(&mut self.to).and_then(|()| self.to.flush());
        self.settle(written)
    }

    fn settle(&mut self, written: io::Result<()>) -> Result<bool, String> {
        match written {
            Ok(()) => Ok(true),
            Err(e) if e.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(false)
            }
            Err(e) => Err(unwritable(&self.name, &e)),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if self.closed {
            // Nobody reads what is left in the buffer; another try would only fail again.
            let (to, _) = std::mem::replace(
                &mut self.to,
                BufWriter::with_capacity(0, To::Stdout(io::stdout())),
            )
            .into_parts();
            drop(to);
        }
    }
}

fn unwritable(name: &str, error: &io::Error) -> String {
    format!("cannot write {name}: {error}")
}

/// Whether two paths lead to the same existing file.
pub fn same_file(a: &Path, b: &Path) -> bool {
    let real = |p: &Path| -> Option<PathBuf> { p.canonicalize().ok() };
    matches!((real(a), real(b)), (Some(a), Some(b)) if a == b)
}
