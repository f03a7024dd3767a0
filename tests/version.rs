//! Versions: what is read, how it is printed, and what each error says.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use wincompat::Version;

#[track_caller]
fn reads(text: &str, expected: &str) {
    assert_eq!(text.parse::<Version>().map(|version| version.to_string()).as_deref(), Ok(expected), "{text}");
}

#[track_caller]
fn refuses(text: &str, position: usize, message: &str) {
    let error = text.parse::<Version>().expect_err(text);
    assert_eq!((error.position, error.to_string().as_str()), (position, message), "{text}");
}

#[test]
fn reads_all_four_forms() {
    reads("10.0.17763", "10.0.17763");
    reads("10.0.17763.973", "10.0.17763.973");
    reads("17763", "10.0.17763");
    reads("17763.973", "10.0.17763.973");
    reads("  10.0.17763.973\r\n", "10.0.17763.973");
    reads("10.0.26100.33296", "10.0.26100.33296");
    reads("10.0.14393.0", "10.0.14393.0");
    reads("6.3.9600", "6.3.9600");
}

#[test]
fn refuses_with_position_and_expectation() {
    refuses("", 0, "nothing here; expected a version such as 10.0.17763 or 10.0.17763.973");
    refuses("   ", 3, "nothing here; expected a version such as 10.0.17763 or 10.0.17763.973");
    refuses("10.0.", 5, "ends at character 6 where a number was expected");
    refuses("10.0.x", 5, "found 'x' at character 6, expected a digit");
    refuses("ltsc2019", 0, "found 'l' at character 1, expected a digit");
    refuses("10.0.70000", 5, "the build number at character 6 is larger than 65535, the largest one Windows has");
    refuses(
        "99999999999",
        0,
        "the version number at character 1 is larger than 4294967295, the largest one Windows has",
    );
    refuses("10.0.17763.973.1", 14, "found '.' at character 15, expected the end of the version");
    refuses("10.0.17763 beta", 10, "found ' ' at character 11, expected the end of the version");
    refuses(
        "1809",
        0,
        "1809 at character 1 is not a Windows build; expected a build such as 17763 or a version such as 10.0.17763",
    );
    refuses("-1", 0, "found '-' at character 1, expected a digit");
    refuses("１７７６３", 0, "found '１' at character 1, expected a digit");
}

#[test]
fn orders_by_release_then_revision() {
    let sorted = ["10.0.14393", "10.0.17763", "10.0.17763.1", "10.0.17763.1039", "10.0.20348.587", "10.0.20348.3091"];
    let parsed: Vec<Version> = sorted.iter().map(|text| text.parse().expect(text)).collect();
    assert!(parsed.is_sorted());
}

proptest! {
    #[test]
    fn printing_and_reading_are_inverse(build in 0u16.., revision in proptest::option::of(0u32..)) {
        let version = Version { revision, ..Version::of_build(build) };
        prop_assert_eq!(version.to_string().parse::<Version>(), Ok(version));
    }

    #[test]
    fn no_text_panics_and_errors_point_into_it(text in "\\PC*") {
        if let Err(error) = text.parse::<Version>() {
            prop_assert!(error.position <= text.len() && text.is_char_boundary(error.position));
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
