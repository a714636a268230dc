//! The key of a file that is encrypted but asks no password of its reader: many papers, court
//! files among them, only forbid copying or changing. Follows ISO 32000-2, 7.6, with the empty
//! user password; never tries any other.

use super::object::{Dict, Object};
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use md5::{Digest, Md5};
use sha2::{Sha256, Sha384, Sha512};

/// What stands in for the missing end of a password.
const PAD: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
    0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

/// How data is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    None,
    Rc4,
    /// AES in CBC mode; each object has a key of its own.
    Aes128,
    /// AES in CBC mode; one key for all.
    Aes256,
}

/// The key of a file.
#[derive(Debug)]
pub(super) struct Crypt {
    key: Vec<u8>,
    streams: Method,
    strings: Method,
    /// Whether metadata streams are encrypted too.
    metadata: bool,
}

impl Crypt {
    /// From the dictionary under "Encrypt", its values resolved, and the file's first id. `None`
    /// where it wants a password or is encrypted in a way that is not known here.
    pub fn open(encrypt: &Dict, id: &[u8]) -> Option<Self> {
        if encrypt.get("Filter").and_then(Object::name) != Some("Standard") {
            return None;
        }
        let number = |name: &str| encrypt.get(name).and_then(Object::integer);
        let version = number("V").unwrap_or(0);
        let revision = number("R")?;
        let method = |name: &str| match version {
            1 | 2 => Some(Method::Rc4),
            4 | 5 => filter(encrypt, name),
            _ => None,
        };
        let metadata = !matches!(encrypt.get("EncryptMetadata"), Some(Object::Bool(false)));
        let key = match revision {
            2..=4 => {
                // A length below 40 is in bytes, as some writers have it.
                let bits = match (version, number("Length")) {
                    (1, _) | (2, None) => 40,
                    (4, _) => 128,
                    (_, Some(n @ 5..=16)) => n * 8,
                    (_, n) => n.unwrap_or(40),
                };
                let length = usize::try_from(bits / 8).ok()?.clamp(5, 16);
                old_key(encrypt, id, revision, length, metadata)?
            }
            5 | 6 => new_key(encrypt, revision)?,
            _ => return None,
        };
        Some(Self {
            key,
            streams: method("StmF")?,
            strings: method("StrF")?,
            metadata,
        })
    }

    /// The data of a stream, as it was before.
    pub fn stream(&self, dict: &Dict, data: &[u8], number: u32, generation: u16) -> Vec<u8> {
        let kind = dict.get("Type").and_then(Object::name);
        let own = match dict.get("Filter") {
            Some(Object::Name(name)) => name == "Crypt",
            Some(Object::Array(all)) => all.first().and_then(Object::name) == Some("Crypt"),
            _ => false,
        };
        if own || kind == Some("XRef") || (kind == Some("Metadata") && !self.metadata) {
            return data.to_vec();
        }
        self.decrypt(self.streams, data, number, generation)
    }

    /// A string of a numbered object, as it was before.
    pub fn string(&self, data: &[u8], number: u32, generation: u16) -> Vec<u8> {
        self.decrypt(self.strings, data, number, generation)
    }

    fn decrypt(&self, method: Method, data: &[u8], number: u32, generation: u16) -> Vec<u8> {
        let object_key = |salt: &[u8]| {
            let mut hash = Md5::new();
            hash.update(&self.key);
            hash.update(&number.to_le_bytes()[..3]);
            hash.update(generation.to_le_bytes());
            hash.update(salt);
            hash.finalize()[..(self.key.len() + 5).min(16)].to_vec()
        };
        match method {
            Method::None => data.to_vec(),
            Method::Rc4 => rc4(&object_key(&[]), data),
            Method::Aes128 => unpad(aes128(&object_key(b"sAlT"), data)),
            Method::Aes256 => unpad(aes256(&self.key, data)),
        }
    }
}

/// The method a crypt filter names.
fn filter(encrypt: &Dict, name: &str) -> Option<Method> {
    let which = encrypt
        .get(name)
        .and_then(Object::name)
        .unwrap_or("Identity");
    if which == "Identity" {
        return Some(Method::None);
    }
    let Some(Object::Dict(filters)) = encrypt.get("CF") else {
        return None;
    };
    let Some(Object::Dict(filter)) = filters.get(which) else {
        return None;
    };
    match filter.get("CFM").and_then(Object::name) {
        None | Some("None") => Some(Method::None),
        Some("V2") => Some(Method::Rc4),
        Some("AESV2") => Some(Method::Aes128),
        Some("AESV3") => Some(Method::Aes256),
        Some(_) => None,
    }
}

fn bytes<'a>(encrypt: &'a Dict, name: &str) -> Option<&'a [u8]> {
    match encrypt.get(name) {
        Some(Object::String(bytes)) => Some(bytes),
        _ => None,
    }
}

/// Revisions 2 to 4: algorithms 2 and 6.
fn old_key(
    encrypt: &Dict,
    id: &[u8],
    revision: i64,
    length: usize,
    metadata: bool,
) -> Option<Vec<u8>> {
    let permissions = encrypt.get("P").and_then(Object::integer)?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let permissions = (permissions as u32).to_le_bytes();
    let mut hash = Md5::new();
    hash.update(PAD);
    hash.update(bytes(encrypt, "O")?.get(..32)?);
    hash.update(permissions);
    hash.update(id);
    if revision >= 4 && !metadata {
        hash.update([0xFF; 4]);
    }
    let mut key = hash.finalize().to_vec();
    if revision >= 3 {
        for _ in 0..50 {
            key = Md5::digest(&key[..length]).to_vec();
        }
    }
    key.truncate(length);
    let check = if revision == 2 {
        rc4(&key, &PAD)
    } else {
        let mut hash = Md5::new();
        hash.update(PAD);
        hash.update(id);
        let mut check = hash.finalize().to_vec();
        for i in 0..20_u8 {
            let turned: Vec<u8> = key.iter().map(|b| b ^ i).collect();
            check = rc4(&turned, &check);
        }
        check
    };
    let user = bytes(encrypt, "U")?;
    (user.get(..check.len()) == Some(check.as_slice())).then_some(key)
}

/// Revisions 5 and 6: algorithms 2.A and 11.
fn new_key(encrypt: &Dict, revision: i64) -> Option<Vec<u8>> {
    let user = bytes(encrypt, "U")?.get(..48)?;
    let (check, salts) = user.split_at(32);
    let (check_salt, key_salt) = salts.split_at(8);
    let hash = |salt: &[u8]| {
        if revision == 5 {
            Some(Sha256::digest(salt).to_vec())
        } else {
            hardened(salt)
        }
    };
    if hash(check_salt)? != check {
        return None;
    }
    let mut sealed = vec![0; 16];
    sealed.extend_from_slice(bytes(encrypt, "UE")?.get(..32)?);
    let key = aes256(&hash(key_salt)?, &sealed);
    (key.len() == 32).then_some(key)
}

/// Algorithm 2.B for the empty password.
fn hardened(salt: &[u8]) -> Option<Vec<u8>> {
    let mut key = Sha256::digest(salt).to_vec();
    for round in 0.. {
        let mut data = key.repeat(64);
        let (secret, start) = (key.get(..16)?, key.get(16..32)?);
        let length = data.len();
        cbc::Encryptor::<aes::Aes128>::new_from_slices(secret, start)
            .ok()?
            .encrypt_padded::<NoPadding>(&mut data, length)
            .ok()?;
        let sum: u32 = data.iter().take(16).map(|b| u32::from(*b)).sum();
        key = match sum % 3 {
            0 => Sha256::digest(&data).to_vec(),
            1 => Sha384::digest(&data).to_vec(),
            _ => Sha512::digest(&data).to_vec(),
        };
        if round >= 63 && i64::from(*data.last()?) <= round - 31 {
            break;
        }
        if round > 1000 {
            return None;
        }
    }
    key.truncate(32);
    Some(key)
}

fn rc4(key: &[u8], data: &[u8]) -> Vec<u8> {
    let mut state: [u8; 256] = std::array::from_fn(|i| (i & 0xFF) as u8);
    let mut j = 0_u8;
    for i in 0..256 {
        j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len()]);
        state.swap(i, usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    data.iter()
        .map(|byte| {
            i = i.wrapping_add(1);
            j = j.wrapping_add(state[usize::from(i)]);
            state.swap(usize::from(i), usize::from(j));
            byte ^ state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))]
        })
        .collect()
}

/// Decrypts data that begins with its initial block; what is no whole block at the end is left
/// out.
fn aes128(key: &[u8], data: &[u8]) -> Vec<u8> {
    cbc_decrypt::<cbc::Decryptor<aes::Aes128>>(key, data)
}

fn aes256(key: &[u8], data: &[u8]) -> Vec<u8> {
    cbc_decrypt::<cbc::Decryptor<aes::Aes256>>(key, data)
}

fn cbc_decrypt<D: BlockModeDecrypt + KeyIvInit>(key: &[u8], data: &[u8]) -> Vec<u8> {
    let Some((start, rest)) = data.split_at_checked(16) else {
        return Vec::new();
    };
    let mut out = rest[..rest.len() / 16 * 16].to_vec();
    let done = D::new_from_slices(key, start)
        .ok()
        .is_some_and(|d| d.decrypt_padded::<NoPadding>(&mut out).is_ok());
    if done { out } else { Vec::new() }
}

/// Takes off the padding, where it is one.
fn unpad(mut data: Vec<u8>) -> Vec<u8> {
    if let Some(n) = data.last().copied().map(usize::from)
        && (1..=16).contains(&n)
        && n <= data.len()
    {
        data.truncate(data.len() - n);
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_cipher_is_the_published_one() {
        assert_eq!(
            rc4(b"Key", b"Plaintext"),
            [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3]
        );
    }
}
