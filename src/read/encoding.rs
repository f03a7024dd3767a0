//! How the bytes of a file stand for text, and back.
//!
//! Windows tools write UTF-8 with and without a byte order mark, UTF-16 (PowerShell 5’s `>`), and the code pages of cmd and of
//! old editors. What is read here can be written again byte for byte, line ends and damaged bytes included, so that a tool
//! that changes one word changes nothing else.
//!
//! `encoding_rs` knows neither the code pages of the console (437 and 850) nor bytes that are damaged, and carries tables for
//! twenty more; the three pages below are 128 characters each.

use core::fmt;

/// How a file’s text is encoded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Encoding {
    form: EncodingForm,
    /// It starts with a byte order mark.
    mark: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum EncodingForm {
    #[default]
    Utf8,
    /// UTF-8 with bytes that are none: each stands for itself, as a character of [`DAMAGED`].
    DamagedUtf8,
    Utf16 {
        little: bool,
    },
    /// UTF-16 with half a character in it, which cannot be written again.
    BrokenUtf16,
    Page(CodePage),
}

/// Code pages of one byte a character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum CodePage {
    /// What Windows programs write in western Europe and America.
    Windows1252,
    /// What the console writes in western Europe.
    Oem850,
    /// What the console writes in America.
    Oem437,
}

/// Private characters that stand for the bytes from 0x80 on where those are damaged.
const DAMAGED: u32 = 0xf700;

/// The characters from 0x80 on; [Windows-1252](https://encoding.spec.whatwg.org/index-windows-1252.txt) with its five gaps as
/// control characters, as the web does it.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
/// [Code page 850](https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP850.TXT).
const OEM_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
/// [Code page 437](https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT).
const OEM_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

impl CodePage {
    const fn characters(self) -> &'static str {
        match self {
            Self::Windows1252 => WINDOWS_1252,
            Self::Oem850 => OEM_850,
            Self::Oem437 => OEM_437,
        }
    }
}

/// A character that an encoding has no bytes for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unencodable(pub char);

impl fmt::Display for Unencodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            char::REPLACEMENT_CHARACTER => f.write_str("this UTF-16 is damaged, so it cannot be written again"),
            c => write!(f, "the encoding of this file has no character {c:?}"),
        }
    }
}

impl core::error::Error for Unencodable {}

/// Reads the text of a file, without its byte order mark. [`Encoding::encode`] gives back the same bytes, or says that it can’t.
pub fn decode(bytes: &[u8]) -> (String, Encoding) {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            let (text, form) = bytewise(rest);
            return (text, Encoding { form, mark: true });
        }
        [0xff, 0xfe, rest @ ..] => return marked_utf16(rest, true),
        [0xfe, 0xff, rest @ ..] => return marked_utf16(rest, false),
        _ => {}
    }
    for little in [true, false] {
        if let Some(text) = looks_like_utf16(bytes, little).then(|| utf16(bytes, little)).flatten() {
            return (text, Encoding { form: EncodingForm::Utf16 { little }, mark: false });
        }
    }
    let (text, form) = bytewise(bytes);
    (text, Encoding { form, mark: false })
}

/// Whether a file holds no text: a picture, an archive, a program. Text in any encoding has no character zero.
pub fn is_binary(text: &str) -> bool {
    text.contains('\0')
}

impl Encoding {
    /// Whether it is UTF-16.
    pub fn is_utf16(self) -> bool {
        matches!(self.form, EncodingForm::Utf16 { .. } | EncodingForm::BrokenUtf16)
    }

    /// Leaves the byte order mark of UTF-8 to the text; whether there is one.
    pub fn take_utf8_mark(&mut self) -> bool {
        !self.is_utf16() && core::mem::take(&mut self.mark)
    }

    /// The bytes of a text in this encoding, with the byte order mark that the file had.
    ///
    /// # Errors
    ///
    /// The first character that the encoding does not have.
    pub fn encode(self, text: &str) -> Result<Vec<u8>, Unencodable> {
        let mut bytes = Vec::with_capacity(text.len() + 3);
        if self.mark {
            self.encode_to('\u{feff}', &mut bytes)?;
        }
        for c in text.chars() {
            self.encode_to(c, &mut bytes)?;
        }
        Ok(bytes)
    }

    fn encode_to(self, c: char, bytes: &mut Vec<u8>) -> Result<(), Unencodable> {
        match self.form {
            EncodingForm::DamagedUtf8 if damaged(c).is_some() => bytes.extend(damaged(c)),
            EncodingForm::Utf8 | EncodingForm::DamagedUtf8 => {
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes())
            }
            EncodingForm::Utf16 { little } => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    bytes.extend(if little { unit.to_le_bytes() } else { unit.to_be_bytes() });
                }
            }
            EncodingForm::BrokenUtf16 => return Err(Unencodable(char::REPLACEMENT_CHARACTER)),
            EncodingForm::Page(_) if c.is_ascii() => bytes.push(c as u8),
            EncodingForm::Page(page) => {
                let at = page.characters().chars().position(|known| known == c).ok_or(Unencodable(c))?;
                bytes.push(0x80 + at as u8);
            }
        }
        Ok(())
    }
}

/// The byte that a private character stands for.
fn damaged(c: char) -> Option<u8> {
    let byte = u32::from(c).checked_sub(DAMAGED)?;
    u8::try_from(byte).ok().filter(|byte| *byte >= 0x80)
}

fn marked_utf16(bytes: &[u8], little: bool) -> (String, Encoding) {
    let (text, form) = match utf16(bytes, little) {
        Some(text) => (text, EncodingForm::Utf16 { little }),
        None => {
            let text = char::decode_utf16(units(bytes, little)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
            (text.collect(), EncodingForm::BrokenUtf16)
        }
    };
    (text, Encoding { form, mark: true })
}

fn units(bytes: &[u8], little: bool) -> impl Iterator<Item = u16> {
    let unit = move |pair: &[u8; 2]| if little { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) };
    bytes.as_chunks::<2>().0.iter().map(unit)
}

/// UTF-16, unless there is half a character in it.
fn utf16(bytes: &[u8], little: bool) -> Option<String> {
    let text: Result<String, _> = char::decode_utf16(units(bytes, little)).collect();
    text.ok().filter(|_| bytes.len().is_multiple_of(2))
}

/// Whether every second byte is mostly zero, as it is where text is mostly ASCII.
fn looks_like_utf16(bytes: &[u8], little: bool) -> bool {
    const ENOUGH: usize = 2048;
    let (pairs, _) = bytes[..bytes.len().min(ENOUGH)].as_chunks::<2>();
    let high = usize::from(little);
    let ascii = pairs.iter().filter(|pair| pair[high] == 0 && pair[1 - high] != 0).count();
    pairs.len() >= 2 && ascii * 10 >= pairs.len() * 7
}

/// UTF-8, with damaged bytes if need be, or a code page.
fn bytewise(bytes: &[u8]) -> (String, EncodingForm) {
    if let Ok(text) = core::str::from_utf8(bytes) {
        return (text.to_owned(), EncodingForm::Utf8);
    }
    let (mut valid, mut invalid, mut private) = (0_usize, 0_usize, false);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        private |= chunk.valid().chars().any(|c| damaged(c).is_some());
        invalid += chunk.invalid().len();
    }
    if valid > invalid && !private {
        return (damaged_utf8(bytes), EncodingForm::DamagedUtf8);
    }
    let page = code_page(bytes);
    let characters: Vec<char> = page.characters().chars().collect();
    let read = |byte: &u8| byte.checked_sub(0x80).map_or(char::from(*byte), |at| characters[usize::from(at)]);
    (bytes.iter().map(read).collect(), EncodingForm::Page(page))
}

fn damaged_utf8(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().filter_map(|byte| char::from_u32(DAMAGED + u32::from(*byte))));
    }
    text
}

/// The code page in which letters stand in words and other characters don’t. What reads the same in both pages of the console
/// is taken for 850, which is that of more countries.
fn code_page(bytes: &[u8]) -> CodePage {
    let letters = |page: CodePage| {
        let characters: Vec<char> = page.characters().chars().collect();
        let is_letter = |at: usize| match bytes.get(at) {
            Some(byte) if byte.is_ascii() => byte.is_ascii_alphabetic(),
            Some(byte) => characters[usize::from(byte - 0x80)].is_alphabetic(),
            None => false,
        };
        let beside = |at: usize| (at.checked_sub(1).is_some_and(is_letter), is_letter(at + 1));
        let fits = |(at, _): &(usize, &u8)| match beside(*at) {
            (true, true) => is_letter(*at),
            (false, false) => !is_letter(*at),
            _ => true,
        };
        bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()).filter(fits).count()
    };
    let pages = [CodePage::Oem437, CodePage::Oem850, CodePage::Windows1252];
    pages.into_iter().max_by_key(|page| letters(*page)).unwrap_or(CodePage::Windows1252)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads as this text, and writes the same bytes.
    #[track_caller]
    fn reads(bytes: &[u8], expected: &str) {
        let (text, encoding) = decode(bytes);
        assert_eq!(text, expected);
        assert_eq!(encoding.encode(&text).as_deref(), Ok(bytes), "{encoding:?}");
    }

    fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf8() {
        reads(b"", "");
        reads("FROM a\r\nRUN b\rc\n".as_bytes(), "FROM a\r\nRUN b\rc\n");
        reads("\u{feff}über 🐳".as_bytes(), "über 🐳");
    }

    #[test]
    fn utf16() {
        for text in ["FROM a\r\n", "# für 🐳\nFROM a\n", "a: b"] {
            reads(&units(text, u16::to_le_bytes), text);
            reads(&units(text, u16::to_be_bytes), text);
            reads(&units(&format!("\u{feff}{text}"), u16::to_le_bytes), text);
            reads(&units(&format!("\u{feff}{text}"), u16::to_be_bytes), text);
        }
        reads(&units("\u{feff}日本語のみ", u16::to_le_bytes), "日本語のみ");
        // Zero bytes alone are no UTF-16.
        reads(b"a\0b", "a\0b");
    }

    #[test]
    fn code_pages() {
        reads(b"# f\xfcr den Dienst \x96 \x93gut\x94", "# für den Dienst – “gut”");
        reads(b"caf\xe9 d\xe9j\xe0", "café déjà");
        reads(b"Datentr\x84ger in Laufwerk C: f\x81r gr\x94\xe1e", "Datenträger in Laufwerk C: für größe");
        reads(b"Num\x82ro de s\x82rie du volume", "Numéro de série du volume");
    }

    #[test]
    fn damaged() {
        let (text, encoding) = decode(b"f\xc3\xbcr gr\xc3\xb6\xc3\x9fer\xe2\x80");
        assert!(text.starts_with("für größer"), "{text}");
        assert_eq!(encoding.encode(&text).as_deref(), Ok(&b"f\xc3\xbcr gr\xc3\xb6\xc3\x9fer\xe2\x80"[..]));
        // Half a character, and a lone surrogate: read, but not written.
        for (bytes, expected) in [(&b"\xff\xfea\0b"[..], "a"), (b"\xff\xfe\x00\xd8a\0", "\u{fffd}a")] {
            let (text, encoding) = decode(bytes);
            assert_eq!(text, expected);
            assert_eq!(encoding.encode(&text), Err(Unencodable(char::REPLACEMENT_CHARACTER)));
        }
    }

    #[test]
    fn a_character_that_a_page_has_not() {
        let (_, encoding) = decode(b"caf\xe9");
        assert_eq!(encoding.encode("日"), Err(Unencodable('日')));
        assert_eq!(encoding.encode("é"), Ok(b"\xe9".to_vec()));
    }
}
