//! What was typed into a field: what there is to pick, and what it means once it is taken as it is.

use crate::read::search::{self, Hit};
use crate::read::words;
use crate::rules::{
    catalogue::{Catalogue, RULES_AS_OF},
    date::Date,
    host::Host,
    image::Image,
    link,
    question::{Bad, Choice},
};

/// Hosts for what was typed, with updates, and longer or shorter names where no name fits.
pub fn hosts(typed: &str, today: Date) -> Vec<Hit> {
    let mut hosts = search::hosts(typed, &Catalogue::builtin(), today);
    if hosts.is_empty() {
        hosts.extend(words::hosts(typed).iter().map(search::named));
        search::nearest_first(&mut hosts, typed);
    }
    hosts
}

/// Images for what was typed, with updates and names.
pub fn images(typed: &str, today: Date) -> Vec<Hit> {
    search::images(typed, &Catalogue::builtin(), today)
}

/// The host that a text means, or the only one that is offered for it: an update, a longer name.
pub fn host(text: String, today: Date) -> Choice<Host> {
    if let Some(host) = link::host_of_word(text.trim()) {
        return Choice::Set(host);
    }
    let offered = hosts(&text, today);
    let message = match offered.as_slice() {
        [only] => match link::host_of_word(&only.value) {
            Some(host) => return Choice::Set(host),
            None => only.name.clone(),
        },
        [] => Host::parse(&text, None).err().map(|error| error.to_string()).unwrap_or_default(),
        several => {
            let names: Vec<&str> = several.iter().take(MOST_NAMED).map(|hit| hit.name.as_str()).collect();
            format!("this may be {}. Which one?", names.join(", "))
        }
    };
    Choice::Bad(Bad { message, text })
}

/// So many hosts that a text may mean are named.
const MOST_NAMED: usize = 4;

/// What an image's name, tag, version or update means.
pub fn image(text: String) -> Choice<Image> {
    match Image::parse(&text).or_else(|error| update(&text).ok_or(error)) {
        Ok(image) => Choice::Set(image),
        Err(error) => Choice::Bad(Bad { message: error.to_string(), text }),
    }
}

/// The image of an update by its number, where it was made for one version only.
fn update(text: &str) -> Option<Image> {
    let offered = images(text, RULES_AS_OF);
    Image::parse(&offered.first().filter(|_| offered.len() == 1)?.value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::release::Kind;

    #[test]
    fn an_image_is_read_by_name_tag_version_or_update() {
        for text in
            ["ltsc2022", "10.0.20348.1787", "mcr.microsoft.com/windows/servercore/iis", "nginx", "contoso/app:1"]
        {
            assert_eq!(image(text.to_owned()), Choice::Set(Image::parse(text).expect(text)), "{text}");
        }
        assert_eq!(image("KB5031364".to_owned()), Choice::Set(Image::parse("10.0.20348.2031").expect("a version")));
        assert!(matches!(image("Upper Case".to_owned()), Choice::Bad(_)));
    }

    #[test]
    fn a_host_is_read_by_name_update_or_with_its_edition() {
        let read = |text: &str| host(text.to_owned(), RULES_AS_OF).get().map(ToString::to_string);
        assert_eq!(read("ws2022").as_deref(), Some("ws2022"));
        assert_eq!(read("KB5031364").as_deref(), Some("10.0.20348.2031"));
        assert_eq!(read("Windows Server 2022 Datacenter").as_deref(), Some("ws2022"));
        assert_eq!(read("nonsense"), None);
        let kind = |text: &str| host(text.to_owned(), RULES_AS_OF).get().map(|host| (host.kind, host.version.build));
        for text in ["Windows 11 Version 24H2 (OS Build 26100.2314)", "10.0.26100.2314-client", "Windows 11 LTSC 2024"]
        {
            assert_eq!(kind(text), Some((Kind::Client, 26100)), "{text}");
        }
        assert_eq!(kind("10.0.26100.2314"), Some((Kind::Server, 26100)));
        let offered: Vec<_> = hosts("Win11", RULES_AS_OF).into_iter().map(|hit| hit.value).collect();
        assert_eq!(offered[..2], ["w11-26h2", "w11-26h1"]);
        let said = |text: &str| host(text.to_owned(), RULES_AS_OF).bad().map(|bad| bad.message.clone());
        let either = said("24H2").expect("two releases");
        assert!(either.contains("Windows 11 24H2") && !either.contains("character"), "{either}");
    }
}
