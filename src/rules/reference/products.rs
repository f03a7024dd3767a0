//! Microsoft's images on top of the base images: which Windows versions each of their tags is published for.
//!
//! Facts as of 2026-11-26: the commits of each image's repository.

use super::lines::{TagLine, line};
use super::repository::Framework;
use crate::rules::release::Family;

/// Where the lines of Internet Information Services are from.
pub(super) const IIS_SOURCE: &str = "https://github.com/microsoft/iis-docker";
/// Where the lines of .NET Framework are from.
pub(super) const FRAMEWORK_SOURCE: &str = "https://github.com/microsoft/dotnet-framework-docker";
/// Where the lines of .NET are from.
pub(super) const DOTNET_SOURCE: &str = "https://github.com/dotnet/dotnet-docker";
/// Where the lines of PowerShell are from.
pub(super) const POWERSHELL_SOURCE: &str = "https://github.com/PowerShell/PowerShell-Docker";

/// Why .NET took Windows out of its plain tags: a host newer than every entry picked the oldest image.
pub(super) const DOTNET_PLAIN_SOURCE: &str = "https://github.com/dotnet/dotnet-docker/issues/4492";

/// `iis:windowsservercore-…`. The end of 1709 and 1803 is the end of support of these releases; for the others the month is
/// on record.
pub(super) static IIS: [TagLine; 9] = [
    line(26100, 20241112, 0),
    line(20348, 20210817, 0),
    line(19042, 20201021, 20220930),
    line(19041, 20200609, 20220131),
    line(18363, 20191108, 20210630),
    line(17763, 20181213, 0),
    line(17134, 20180508, 20191112),
    line(16299, 20171029, 20190409),
    line(14393, 20160930, 0),
];

/// `iis:latest` is over the Long-Term Servicing Channel only.
pub(super) static IIS_LATEST: [TagLine; 4] =
    [line(26100, 20241112, 0), line(20348, 20210817, 0), line(17763, 20181213, 0), line(14393, 20160930, 0)];

/// The tags `<version>-windowsservercore-…` of .NET Framework, and what the tag `<version>` holds. The days are those of
/// `runtime`; `aspnet` and `wcf` joined on 2019-08-26.
pub(super) fn framework(image: Framework, version: &str) -> &'static [TagLine] {
    static F481: [TagLine; 2] = [line(26100, 20250114, 0), line(20348, 20220913, 0)];
    static F48: [TagLine; 8] = [
        line(20348, 20210818, 20251014),
        line(19042, 20201020, 20220810),
        line(19041, 20200527, 20211214),
        line(18363, 20191113, 20210512),
        line(18362, 20190521, 20201209),
        line(17763, 20190418, 0),
        line(17134, 20190418, 20191114),
        line(14393, 20190418, 0),
    ];
    static F35: [TagLine; 9] = [
        line(26100, 20250114, 20250513),
        line(20348, 20210818, 20251014),
        line(19042, 20201020, 20220810),
        line(19041, 20200527, 20211214),
        line(18363, 20191113, 20210512),
        line(18362, 20190521, 20201209),
        line(17763, 20190418, 20251014),
        line(17134, 20190418, 20191114),
        line(14393, 20190418, 20251014),
    ];
    static F472: [TagLine; 2] = [line(17763, 20190319, 20251014), line(14393, 20190319, 20251014)];
    static F472_SDK: [TagLine; 2] = [line(17763, 20190319, 20191112), line(14393, 20190319, 20191112)];
    static OLDER: [TagLine; 1] = [line(14393, 20190319, 20251014)];
    static OLDER_SDK: [TagLine; 1] = [line(14393, 20190319, 20191112)];
    let sdk = image == Framework::Sdk;
    match version {
        "4.8.1" => &F481,
        "4.8" => &F48,
        "3.5" if image != Framework::Wcf => &F35,
        "4.7.2" if sdk => &F472_SDK,
        "4.7.2" => &F472,
        "4.6.2" | "4.7" | "4.7.1" if sdk => &OLDER_SDK,
        "4.6.2" | "4.7" | "4.7.1" => &OLDER,
        _ => &[],
    }
}

/// The tags `<channel>-nanoserver-…` and `<channel>-windowsservercore-…` of .NET. Where no first day is on record there is
/// none here.
pub(super) fn dotnet(channel: &str, family: Family) -> &'static [TagLine] {
    static NANO_2_1: [TagLine; 8] = [
        line(19042, 20201020, 20210824),
        line(19041, 20200527, 20210824),
        line(18363, 20191112, 20210511),
        line(18362, 20190521, 20201208),
        line(17763, 0, 20210824),
        line(17134, 0, 20191115),
        line(16299, 0, 20190409),
        line(14393, 0, 20190312),
    ];
    static NANO_3_1: [TagLine; 6] = [
        line(20348, 20210818, 20230110),
        line(19042, 20201020, 20220816),
        line(19041, 20200527, 20211214),
        line(18363, 20191112, 20210511),
        line(18362, 0, 20201208),
        line(17763, 0, 20230110),
    ];
    static NANO_5_0: [TagLine; 6] = [
        line(20348, 20210818, 20220614),
        line(19042, 20201020, 20220614),
        line(19041, 20200527, 20211214),
        line(18363, 0, 20210511),
        line(18362, 0, 20201208),
        line(17763, 0, 20220614),
    ];
    static CORE_5_0: [TagLine; 2] = [line(20348, 20210818, 20220614), line(17763, 20201013, 20220614)];
    static NANO_6_0: [TagLine; 5] = [
        line(20348, 20210818, 20250114),
        line(19042, 0, 20220816),
        line(19041, 0, 20211214),
        line(18363, 0, 20210511),
        line(17763, 0, 20250114),
    ];
    static CORE_6_0: [TagLine; 2] = [line(20348, 20210818, 20250114), line(17763, 0, 20250114)];
    static ALL_7_0: [TagLine; 2] = [line(20348, 20220217, 20240611), line(17763, 20220217, 20240611)];
    static ALL_8_0: [TagLine; 3] =
        [line(26100, 20250211, 20261110), line(20348, 20230221, 20261110), line(17763, 20230221, 20261110)];
    static ALL_9_0: [TagLine; 3] =
        [line(26100, 20250211, 20261110), line(20348, 20240213, 20261110), line(17763, 20240213, 20261110)];
    static NANO_10_0: [TagLine; 3] =
        [line(26100, 20250225, 0), line(20348, 20250225, 0), line(17763, 20250225, 20250715)];
    static CORE_10_0: [TagLine; 2] = [line(26100, 20250225, 0), line(20348, 20250225, 0)];
    static ALL_11_0: [TagLine; 1] = [line(26100, 20260210, 0)];
    match (channel, family) {
        ("2.1", Family::NanoServer) => &NANO_2_1,
        ("3.1", Family::NanoServer) => &NANO_3_1,
        ("5.0", Family::NanoServer) => &NANO_5_0,
        ("5.0", Family::ServerCore) => &CORE_5_0,
        ("6.0", Family::NanoServer) => &NANO_6_0,
        ("6.0", Family::ServerCore) => &CORE_6_0,
        ("7.0", Family::NanoServer | Family::ServerCore) => &ALL_7_0,
        ("8.0", Family::NanoServer | Family::ServerCore) => &ALL_8_0,
        ("9.0", Family::NanoServer | Family::ServerCore) => &ALL_9_0,
        ("10.0", Family::NanoServer) => &NANO_10_0,
        ("10.0", Family::ServerCore) => &CORE_10_0,
        ("11.0", Family::NanoServer | Family::ServerCore) => &ALL_11_0,
        _ => &[],
    }
}

/// Whether only previews of a .NET channel were published for a build: `10.0-preview-nanoserver-1809` was, `10.0-nanoserver-1809`
/// never.
pub(super) fn previews_only(channel: &str, family: Family, build: u16) -> bool {
    (channel, family, build) == ("10.0", Family::NanoServer, 17763)
}

/// The one Windows version on record in PowerShell's unsuffixed tags (2025-02).
pub(super) static POWERSHELL: [TagLine; 1] = [line(20348, 0, 0)];
