//! What holds for every reference.

use proptest::prelude::*;
use wincompat::rules::reference::{self, resolve, sibling_tag};
use wincompat::rules::release::RELEASES;
use wincompat::{Date, Reference, TagMeaning, Updates};

proptest! {
    #[test]
    fn reads_back_what_it_prints(text in "([a-z0-9.-]{1,9}(:[0-9]{1,4})?/)?[a-z0-9_-]{1,8}(/[a-z0-9._-]{1,8})?(:[A-Za-z0-9_.-]{1,20})?(@sha256:[0-9a-f]{64})?") {
        if let Ok(first) = text.parse::<Reference>() {
            prop_assert_eq!(first.to_string(), text);
            prop_assert_eq!(&first.to_string().parse::<Reference>().expect("was read before"), &first);
            let full: Reference = first.canonical().parse().expect("is a reference too");
            prop_assert_eq!((full.registry(), full.path(), full.effective_tag(), full.digest()), (first.registry(), first.path(), first.effective_tag(), first.digest()));
        }
    }

    #[test]
    fn errors_point_into_the_text(text in "\\PC{0,60}") {
        if let Err(error) = text.parse::<Reference>() {
            prop_assert!(text.is_char_boundary(error.position), "{} in {text:?}", error.position);
        }
    }

    #[test]
    fn no_tag_makes_it_panic(
        name in "(golang|hello-world|redis|openjdk|mcr.microsoft.com/(windows(/server|/servercore|/nanoserver|/servercore/iis|/insider)?|dotnet/(sdk|framework/sdk)|powershell)|microsoft/(iis|nanoserver|dotnet-framework)|a.b/c)",
        tag in "((ltsc20(16|22)|1809|4\\.8(\\.1)?|[68]\\.0|KB[0-9]{5,12}|10\\.0\\.[0-9]{1,6}(\\.[0-9]{1,11})?|nanoserver|windows(servercore)?|[0-9.]{1,5}|latest|amd64|[A-Za-z0-9]{1,6})[-_.]?){1,5}",
        year in 2015u16..2030, month in 1u8..13, slug in 0..RELEASES.len(),
    ) {
        let Ok(reference) = format!("{name}:{tag}").parse::<Reference>() else { return Ok(()) };
        let today = Date::new(year, month, 15);
        let meaning = reference::meaning(&reference, Updates::builtin(), today);
        if let TagMeaning::Several(several) = &meaning {
            prop_assert!(several.releases.windows(2).all(|pair| pair[0].build > pair[1].build));
        }
        let _ = reference::listing(&reference, today);
        if let Some(sibling) = sibling_tag(&reference, &RELEASES[slug], today) {
            let meaning = reference::meaning(&sibling.reference, Updates::builtin(), today);
            let version = meaning.version().map(|version| version.build);
            prop_assert_eq!(version, Some(RELEASES[slug].build), "{} for {}", sibling.reference, reference);
        }
    }

    #[test]
    fn no_host_gets_a_newer_entry(builds in proptest::collection::vec(14393u16..30000, 0..6), host in 14393u16..30000) {
        let resolution = resolve(&builds, host);
        prop_assert!([resolution.build, resolution.docker].into_iter().chain(resolution.containerd).flatten().all(|build| build <= host));
        prop_assert_eq!(resolution.build.is_none(), builds.iter().all(|build| *build > host));
        if builds.contains(&host) {
            prop_assert_eq!((resolution.build, resolution.docker, resolution.containerd), (Some(host), Some(host), [Some(host); 3]));
        }
    }
}
