//! Compression as static hosts do it: once, at full effort.

use std::io::Write;

/// A way to compress an answer, as browsers and hosts call it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Encoding {
    /// Brotli, which every browser understands over HTTPS and on this machine.
    Brotli,
    /// For the few that don't.
    Gzip,
}

impl Encoding {
    /// The best one that `Accept-Encoding` allows.
    pub fn accepted(header: &str) -> Option<Self> {
        let offered =
            |name: &str| header.split(',').any(|word| word.split(';').next().is_some_and(|word| word.trim() == name));
        [Self::Brotli, Self::Gzip].into_iter().find(|encoding| offered(encoding.name()))
    }

    /// The word for it in headers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The compressed bytes.
    pub fn compress(self, bytes: &[u8]) -> Vec<u8> {
        let compressed = match self {
            Self::Brotli => brotli(bytes),
            Self::Gzip => gzip(bytes),
        };
        compressed.expect("writing to memory does not fail")
    }
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, 11, 22);
    writer.write_all(bytes)?;
    Ok(writer.into_inner())
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_is_at_full_effort() {
        let text = "Windows Server 2022 ".repeat(500);
        let [brotli, gzip] = [Encoding::Brotli, Encoding::Gzip].map(|encoding| encoding.compress(text.as_bytes()));
        assert!(brotli.len() < gzip.len() && gzip.starts_with(&[0x1f, 0x8b]));
    }

    #[test]
    fn callers_choose() {
        assert_eq!(Encoding::accepted("gzip, deflate, br, zstd"), Some(Encoding::Brotli));
        assert_eq!(Encoding::accepted("gzip;q=1.0"), Some(Encoding::Gzip));
        assert_eq!(Encoding::accepted("identity"), None);
    }
}
