//! The rules against the world: Microsoft's tables, the runtimes' own test tables, and the worked examples of each rule.
#![cfg(not(target_arch = "wasm32"))]

mod util;

use util::{client, host, judge_versions, server};
use wincompat::{Kind, Outcome, Support, rules::judge};

#[test]
fn the_runtimes_own_test_tables() {
    let vectors: serde_json::Value = util::json("vectors/runtime-vectors.json");
    let rows = vectors["test_tables"].as_array().expect("rows");
    assert!(rows.len() > 40);
    for row in rows {
        let build = |key: &str| row[key].as_u64().expect(key) as u16;
        let answers = judge::containerd(build("host_build"), build("image_build"));
        let by_variant = |variant: &str| match variant {
            "A" => answers.a,
            "B" => answers.b,
            "C" => answers.c,
            other => panic!("variant {other}"),
        };
        assert_eq!(Some(by_variant(row["variant"].as_str().expect("variant"))), row["expected"].as_bool(), "{row}");
        for variant in ["A", "B", "C"] {
            assert_eq!(Some(by_variant(variant)), row["other_variants"][variant].as_bool(), "{row}");
        }
    }
}

/// Every row of the documented tables, old and new: the gate shows the newest published edition, and the verdict agrees with
/// the latest one, except on the cells named in `DISAGREEMENTS`.
#[test]
fn microsofts_tables() {
    let rows: serde_json::Value = util::json("vectors/documented-matrix.json");
    let mut checked = 0;
    for row in rows.as_array().expect("rows") {
        let (Some(image), Some(set)) = (row["image_build"].as_u64(), row["set"].as_str()) else { continue };
        let kind = if row["host_kind"] == "client" { Kind::Client } else { Kind::Server };
        let hosts = match &row["host_build"] {
            serde_json::Value::Array(builds) => builds.iter().filter_map(|b| b.as_u64()).collect(),
            one => vec![one.as_u64().expect("build")],
        };
        for build in hosts {
            let verdict = judge_versions(&build.to_string(), Some(kind), &image.to_string());
            let documented = verdict.gates.and_then(|gates| gates.documented);
            match set {
                "latest" => {
                    let documented = documented.unwrap_or_else(|| panic!("not listed: {row}"));
                    assert_eq!(documented.edition.to_string(), "2025-09-17", "{row}");
                    assert_eq!(documented.process, row["process"].as_bool(), "{row}");
                    assert_eq!(documented.hyperv, row["hyperv"].as_bool(), "{row}");
                    let hyperv = verdict.hyperv.support == Support::Supported;
                    assert_eq!(Some(hyperv), row["hyperv"].as_bool(), "{row}");
                    let process = verdict.process.support;
                    let agrees = match row["process"].as_bool() {
                        Some(true) => matches!(process, Support::Supported | Support::NeedsRevision),
                        _ => process == Support::Unsupported || (kind == Kind::Client && process == Support::DevTest),
                    };
                    assert!(agrees, "{process:?} {row}");
                }
                "latest-inferred" => assert_eq!(verdict.outcome, Outcome::None, "{row}"),
                _ if row["live_date"].is_string() => {
                    let documented = documented.unwrap_or_else(|| panic!("not listed: {row}"));
                    assert!(documented.edition.to_string().as_str() >= row["date"].as_str().expect("date"), "{row}");
                }
                _ => {}
            }
            checked += 1;
        }
    }
    assert!(checked > 200, "{checked}");
}

macro_rules! examples {
    ($($name:ident: $($case:expr => $expected:expr),+ $(,)?;)*) => {
        $(#[test] fn $name() { $(
            let verdict = $case;
            let seen = (verdict.process.support, verdict.hyperv.support, verdict.outcome);
            assert_eq!(seen, $expected, "{:#?}", *verdict);
        )+ })*
    };
}

use Support::{DevTest, MayFail, NeedsRevision, Supported, Unknown, Unsupported};

examples! {
    r1_other_major_minor:
        host("6.3.9600").image("10.0.17763") => (Unsupported, Unsupported, Outcome::None);
    r2_equal_builds:
        server("10.0.17763.5458").image("10.0.17763.5576") => (Supported, Supported, Outcome::Process),
        server("17763").image("14393") => (Unsupported, Supported, Outcome::Hyperv),
        server("18363").image("18362") => (Unsupported, Supported, Outcome::Hyperv),
        server("19042").image("19041") => (Unsupported, Supported, Outcome::Hyperv);
    r3_older_image:
        server("10.0.26100.4061").image("10.0.17763.7314") => (Unsupported, Supported, Outcome::Hyperv);
    r4_newer_image:
        server("17763").image("20348") => (Unsupported, Unsupported, Outcome::None),
        server("20348").image("26100") => (Unsupported, Unsupported, Outcome::None),
        client("19045").image("20348") => (Unsupported, Unsupported, Outcome::None),
        client("19043").image("20348") => (Unsupported, Unsupported, Outcome::None);
    r5_stable_abi:
        server("20348").image("20348") => (Supported, Supported, Outcome::Process),
        server("20348").image("17763") => (Unsupported, Supported, Outcome::Hyperv),
        server("20348").image("19042") => (Unsupported, Supported, Outcome::Hyperv),
        server("26100").image("20348") => (Supported, Supported, Outcome::Process),
        server("26100").image("25398") => (MayFail, Supported, Outcome::Depends),
        server("26100").image("17763") => (Unsupported, Supported, Outcome::Hyperv);
    r6_windows_11:
        client("22621").image("20348") => (Supported, Supported, Outcome::Process),
        client("22631").image("26100") => (Unsupported, Unsupported, Outcome::None),
        client("26100").image("26100") => (Supported, Supported, Outcome::Process),
        client("26100").image("20348") => (Supported, Supported, Outcome::Process),
        client("26200").image("26100") => (Supported, Supported, Outcome::Process),
        client("26200").image("20348") => (MayFail, Supported, Outcome::Depends),
        client("26200").image("17763") => (Unsupported, Supported, Outcome::Hyperv),
        client("28000").image("20348") => (MayFail, Supported, Outcome::Depends),
        client("22000").image("19042") => (Unsupported, Supported, Outcome::Hyperv);
    r7_annual_channel:
        server("25398").image("20348") => (Supported, Unknown, Outcome::Process),
        server("25398").image("17763") => (Unsupported, Unknown, Outcome::Unknown);
    r8_windows_10:
        client("17763").image("17763") => (DevTest, Supported, Outcome::Process),
        client("19042").image("19042") => (DevTest, Supported, Outcome::Process),
        client("16299").image("16299") => (Unsupported, Supported, Outcome::Hyperv),
        client("14393").image("14393") => (Unsupported, Supported, Outcome::Hyperv),
        client("19045").image("17763") => (Unsupported, Supported, Outcome::Hyperv),
        client("19043").image("19041") => (Unsupported, Supported, Outcome::Hyperv),
        client("15063").image("14393") => (Unsupported, Supported, Outcome::Hyperv);
    r9_server_2016:
        server("14393.1914").image("14393.1944") => (MayFail, Supported, Outcome::Depends),
        server("14393.1770").image("14393.1770") => (Supported, Supported, Outcome::Process),
        server("14393").image("14393") => (NeedsRevision, Supported, Outcome::Depends),
        server("14393.1770").image("14393") => (NeedsRevision, Supported, Outcome::Depends),
        server("14393.3564").image("14393.3506") => (MayFail, Supported, Outcome::Depends);
    r10_revisions_are_free:
        server("17763.973").image("17763.437") => (Supported, Supported, Outcome::Process),
        server("16299.15").image("16299.125") => (Supported, Supported, Outcome::Process);
    r11_baseline:
        server("17763.1039").image("17763.973") => (MayFail, Supported, Outcome::Depends),
        server("17763.973").image("17763.1040") => (MayFail, Supported, Outcome::Depends),
        server("17763.1039").image("17763.1040") => (Supported, Supported, Outcome::Process),
        server("17763.1098").image("17763.973") => (MayFail, Supported, Outcome::Depends),
        server("17763.973").image("17763.437") => (Supported, Supported, Outcome::Process),
        server("17763.1098").image("17763.1040") => (Supported, Supported, Outcome::Process),
        server("17763.1098").image("17763.973").hyperv_only() => (MayFail, Supported, Outcome::Hyperv),
        server("18363.657").image("18363.592") => (MayFail, Supported, Outcome::Depends),
        server("17134.1304").image("17134.1305") => (Supported, Supported, Outcome::Process),
        server("17763.1098").image("17763.1039") => (MayFail, Supported, Outcome::Depends),
        server("17763.1098").image("17763") => (Supported, Supported, Outcome::Process);
    r15_unknown_builds:
        server("27842").image("17763") => (Unknown, Unknown, Outcome::Unknown),
        server("17763").image("27842") => (Unsupported, Unsupported, Outcome::None),
        server("20349").image("20349") => (Unknown, Unknown, Outcome::Unknown);
    r16_enablement_packages:
        client("26200").image("22631") => (MayFail, Supported, Outcome::Depends),
        client("22631").image("22621") => (MayFail, Supported, Outcome::Depends);
    r17_no_hyperv:
        server("20348").image("17763").without_hyperv() => (Unsupported, Unsupported, Outcome::None);
    r24_kubernetes:
        server("20348").image("17763").on("kubernetes") => (Unsupported, Unsupported, Outcome::None),
        server("20348").image("20348").on("aks") => (Supported, Unsupported, Outcome::Process);
}

#[track_caller]
fn reference(host: &str, image: &str) -> util::Asked {
    use wincompat::{Host, Image, Question};
    let host = Host::parse(host, None).expect(host);
    util::Asked::new(Question::new(host, Image::parse(image).expect(image)))
}

#[test]
fn tags_are_judged_by_what_is_behind_them() {
    let outcome = |host, image| reference(host, image).outcome;
    let version = |host, image| reference(host, image).image.map(|version| version.to_string());
    let iis = "mcr.microsoft.com/windows/servercore/iis";
    assert_eq!(outcome("ws2022", iis), Outcome::Process);
    assert_eq!(version("ws2019", iis).as_deref(), Some("10.0.17763"));
    assert_eq!(version("w11-23h2", iis).as_deref(), Some("10.0.20348"));
    let framework = "mcr.microsoft.com/dotnet/framework/runtime:4.8";
    assert_eq!(outcome("ws2019", framework), Outcome::Process);
    assert_eq!(outcome("ws2022", framework), Outcome::Hyperv);
    assert_eq!(outcome("ws2022", "mcr.microsoft.com/windows:ltsc2022"), Outcome::Unknown);
    assert_eq!(outcome("ws2022", "mcr.microsoft.com/windows/servercore"), Outcome::Unknown);
    assert_eq!(outcome("ws2022", "nginx"), Outcome::Unknown);
    assert_eq!(outcome("ws2022", "contoso/app:1.0"), Outcome::Unknown);
    assert_eq!(outcome("ws2019", "contoso/app:1.0-windowsservercore-ltsc2019"), Outcome::Process);
}

#[test]
fn a_host_is_a_slug_a_name_a_version_or_a_build() {
    use wincompat::Host;
    let host = |text: &str| Host::parse(text, None).map(|host| host.to_string()).ok();
    for (text, expected) in [
        ("ws2019", "ws2019"),
        ("WS2019", "ws2019"),
        ("Windows Server 2019", "ws2019"),
        ("windows 11 24h2", "w11-24h2"),
        ("Windows 10 October 2018 Update", "w10-1809"),
        ("17763", "ws2019"),
        ("10.0.17763.973", "10.0.17763.973"),
        (" 17763.973 ", "10.0.17763.973"),
    ] {
        assert_eq!(host(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["", "server", "ltsc2022x", "10.0"] {
        assert_eq!(host(text), None, "{text}");
    }
}
