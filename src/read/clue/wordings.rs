//! Wordings of errors about containers and platforms, in lower case and without blanks.
//!
//! Codes stand here as they are printed, in hexadecimal; [`number`] finds the same codes in decimal numbers.

use super::ErrorCode::{self, *};
use super::ErrorKind::{self, *};
use super::format::FormatId::{self, *};

/// A wording: letters in lower case without blanks, what it means, and who prints it.
pub(super) type Wording = (&'static str, ErrorKind, ErrorCode, FormatId);

/// The wordings; of several that a text has, the first kind counts, and then the first wording of this list.
pub(super) const WORDINGS: &[Wording] = &[
    ("containeroperatingsystemdoesnotmatch", Mismatch, OsMismatch0101, HcsError),
    ("operatingsystemofthecontainerdoesnotmatch", Mismatch, OsMismatch0101, EngineError1806),
    // The half that a cut left, and how people write it down.
    ("notmatchthehostoperatingsystem", Mismatch, OsMismatch0101, HcsError),
    ("n'tmatchthehostoperatingsystem", Mismatch, OsMismatch0101, HcsError),
    ("doesntmatchthehostoperatingsystem", Mismatch, OsMismatch0101, HcsError),
    ("notmatchtheoperatingsystemofthehost", Mismatch, OsMismatch0101, EngineError1806),
    ("c0370101", Mismatch, OsMismatch0101, HcsCode),
    ("80370101", Mismatch, OsMismatch0101, HcsCode),
    ("-1070137087", Mismatch, OsMismatch0101, HcsCode),
    ("3224830209", Mismatch, OsMismatch0101, HcsCode),
    ("-2143878911", Mismatch, OsMismatch0101, HcsCode),
    ("hcs_e_image_mismatch", Mismatch, OsMismatch0101, HcsCode),
    ("vmcompute_image_mismatch", Mismatch, OsMismatch0101, HcsCode),
    ("imageisincompatiblewith", ImageNewerThanHost, ImageNewer, PullNewerImage),
    ("containeroperatingsystemisnewerthanthehost", ImageNewerThanHost, ImageNewer, BcContainerHelper),
    ("maximumsupportedosversionis", ImageNewerThanHost, AppServiceCeiling, AppService),
    ("appservicesupportswindowscontainersupto", ImageNewerThanHost, AppServiceCeiling, AppService),
    ("cannotrunthisoperatingsystem/versioninwindowscontainers", ImageNewerThanHost, AppServiceCeiling, AppService),
    ("nomatchingmanifestfor", NoMatchingManifest, NoManifest, PullNoManifest),
    // Older words for it: <https://github.com/yannbertrand/apple-watch-workouts-year-review/issues/1>.
    ("nosupportedplatformfoundinmanifestlist", NoMatchingManifest, NoManifest, PullNoManifest),
    ("nomatchforplatforminmanifest", NoMatchingManifest, NoPlatformMatch, ContainerdPull),
    ("nochildwithplatform", NoMatchingManifest, NoPlatformMatch, CraneSkopeo),
    ("doesnotcontaindescriptormatchingplatform", NoMatchingManifest, NoPlatformMatch, ContainerdPull),
    ("noimagefoundinmanifestlistforarchitecture", NoMatchingManifest, NoPlatformMatch, CraneSkopeo),
    ("noimagefoundinimageindexforarchitecture", NoMatchingManifest, NoPlatformMatch, CraneSkopeo),
    ("imageoperatingsystem\"linux\"cannotbeused", Other, LinuxImage, OtherSystemImage),
    ("imageoperatingsystem\"windows\"cannotbeused", Other, LinuxEngine, OtherSystemImage),
    ("cannotbeusedonthisplatform", Other, LinuxImage, OtherSystemImage),
    ("invalidplatformos\"linux\"", Other, LinuxImage, OtherSystemImage),
    ("operatingsystemisnotsupported", Other, LinuxEngine, OtherSystemImage),
    ("runtimeexecutiononplatformwindows", Other, LinuxEngine, OtherSystemImage),
    ("c0370106", Other, UnexpectedExit0106, UnexpectedExit),
    ("80370106", Other, UnexpectedExit0106, UnexpectedExit),
    ("virtualmachineorcontainerexitedunexpectedly", Other, UnexpectedExit0106, UnexpectedExit),
    ("c0370112", Other, InvalidLayer0112, UnexpectedExit),
    ("80370112", Other, InvalidLayer0112, UnexpectedExit),
    ("layerwithanunrecognizedformat", Other, InvalidLayer0112, HcsError),
    ("c0370113", Other, InsiderRequired0113, UnexpectedExit),
    ("80370113", Other, InsiderRequired0113, UnexpectedExit),
    ("c0370102", Other, HypervMissing, UnexpectedExit),
    ("80370102", Other, HypervMissing, UnexpectedExit),
    ("c0370114", Other, HypervMissing, UnexpectedExit),
    ("80370114", Other, HypervMissing, UnexpectedExit),
    ("c0351000", Other, HypervMissing, UnexpectedExit),
    ("hypervisorisnotpresent", Other, HypervMissing, UnexpectedExit),
    ("nohypervisorispresent", Other, HypervMissing, HcsError),
    ("requiredfeatureisnotinstalled", Other, HypervMissing, HcsError),
    ("erforderlichesfeaturenichtinstalliert", Other, HypervMissing, HcsError),
    ("fonctionnalitérequisen'estpasinstallée", Other, HypervMissing, HcsError),
    ("característicanecesarianoestáinstalada", Other, HypervMissing, HcsError),
    ("hyper-visnotinstalled", Other, HypervMissing, DaemonLog),
    ("hyper-visnotenabled", Other, HypervMissing, DaemonLog),
    ("hyper-vfeatureisnotenabled", Other, HypervMissing, DaemonLog),
    ("hyper-vmustbeenabled", Other, HypervMissing, DaemonLog),
    ("hyper-vcomponentsisnotrunning", Other, HypervMissing, DaemonLog),
    ("featurenotinstalled:containers", Other, ContainersFeatureOff, DesktopLog),
    ("containersfeaturedisabled", Other, ContainersFeatureOff, DesktopLog),
    ("containersfeatureisdisabled", Other, ContainersFeatureOff, DesktopLog),
    ("containersfeatureisnotenabled", Other, ContainersFeatureOff, DesktopLog),
    ("containersfeatureisnotinstalled", Other, ContainersFeatureOff, DesktopLog),
    ("containersfeaturenotinstalled", Other, ContainersFeatureOff, DesktopLog),
    ("containerswindowsfeatureisnotenabled", Other, ContainersFeatureOff, DesktopLog),
    ("containerswindowsfeatureisdisabled", Other, ContainersFeatureOff, DesktopLog),
    ("containerfeatureisnotenabled", Other, ContainersFeatureOff, DesktopLog),
    ("containersfeatureisinstalled", Other, ContainersFeatureOff, DesktopLog),
    ("containersroleisinstalled", Other, ContainersFeatureOff, DesktopLog),
    ("containersroleisnotinstalled", Other, ContainersFeatureOff, DesktopLog),
    ("(containers)arenotenabled", Other, ContainersFeatureOff, DesktopLog),
    ("(containers)isnotenabled", Other, ContainersFeatureOff, DesktopLog),
    ("containersfeaturesarenotenabled", Other, ContainersFeatureOff, DesktopLog),
    ("windowsfeature(s)notenabled", Other, ContainersFeatureOff, DesktopLog),
    ("feature(s)notavailable", Other, ContainersFeatureOff, DesktopLog),
    ("feature(s)notenabled", Other, ContainersFeatureOff, DesktopLog),
    ("loadvmcompute.dll", Other, ContainersFeatureOff, DesktopLog),
    ("vmcomputeserviceisnotrunning", Other, ContainersFeatureOff, DesktopLog),
    ("hostcomputeserviceisnotrunning", Other, ContainersFeatureOff, DesktopLog),
    ("aufdiesemsystemistkeinhypervisorvorhanden", Other, HypervMissing, HcsError),
    ("hypervisorisnotrunning", Other, HypervMissing, UnexpectedExit),
    ("(0x490)", Other, ElementNotFound490, UnexpectedExit),
    ("elementnotfound.", Other, ElementNotFound490, UnexpectedExit),
    ("c0000142", Other, DllInit, ExitCode),
    ("c0000409", Other, DllInit, ExitCode),
    ("mismatchedimagerootfsandmanifestlayers", Other, MismatchedLayers, ContainerdStoreError),
    ("system::start:contextdeadlineexceeded", Other, StartTimedOut, StartError),
    ("returnedbecausethetimeoutperiodexpired", Other, StartTimedOut, StartError),
    ("(0x5b4)", Other, StartTimedOut, StartError),
    // WAIT_TIMEOUT, in any language.
    ("(0x102)", Other, StartTimedOut, StartError),
    ("remoteprocedurecallfailed.(0x6be)", Other, GuestSilent, StartError),
    ("(0x6bf)", Other, GuestSilent, StartError),
    ("timeoutwaitingfornotification", Other, GuestSilent, StartError),
    ("syscalldidnotcompletewithinoperationtimeout", Other, GuestSilent, StartError),
    ("lostcommunicationwithcomputeservice", Other, GuestSilent, StartError),
    ("c0370108", Other, GuestSilent, UnexpectedExit),
    ("c0370109", Other, GuestSilent, UnexpectedExit),
    ("c037010a", Other, GuestSilent, UnexpectedExit),
    ("80370108", Other, GuestSilent, UnexpectedExit),
    ("80370109", Other, GuestSilent, UnexpectedExit),
    ("8037010a", Other, GuestSilent, UnexpectedExit),
    ("parameterisincorrect.(0x57)", Other, BadParameter57, EngineError1806),
    ("preparelayer", Other, LayerStorage, LayerRegistration),
    ("importlayer", Other, LayerStorage, LayerRegistration),
    ("exportlayer", Other, LayerStorage, LayerRegistration),
    ("activatelayer", Other, LayerStorage, LayerRegistration),
    ("processbaselayer", Other, LayerStorage, LayerRegistration),
    ("createscratchlayer", Other, LayerStorage, LayerRegistration),
    ("createsandboxlayer", Other, LayerStorage, LayerRegistration),
    ("getlayermountpath", Other, LayerStorage, LayerRegistration),
    ("processutilityvmimage", Other, LayerNotRegistered, LayerRegistration),
    ("failedtoregisterlayer", Other, LayerNotRegistered, LayerRegistration),
    ("onlysupporthyper-vcontainers", Other, DaemonRefusesProcessOnClient, DaemonLog),
    ("canonlyrunhyper-vcontainers", Other, DaemonRefusesProcessOnClient, DaemonLog),
    ("dockerdaemonrequiresbuild", Other, DaemonTooOldWindows, DaemonLog),
    ("versionofwindowsdoesnotsupportthedockerdaemon", Other, DaemonTooOldWindows, DaemonLog),
    ("invalidisolation(", Other, InvalidIsolation, DaemonLog),
    ("invalidisolation:", Other, InvalidIsolation, DaemonLog),
    ("invalid--isolation:", Other, InvalidIsolation, DaemonLog),
    ("invalidexec-optvaluefor'isolation'", Other, InvalidIsolation, DaemonLog),
    ("osversionnotsupported", Other, OsVersionNotSupported, ContainerInstances),
    ("theosversionofimage", Other, OsVersionNotSupported, ContainerInstances),
    ("unsupportedwindowsimageversion", Other, OsVersionNotSupported, ContainerInstances),
    ("windows2019notsupported", Other, OsVersionNotSupported, AksNodeImage),
    ("windows2022notsupported", Other, OsVersionNotSupported, AksNodeImage),
    ("windows2025notsupported", Other, OsVersionNotSupported, AksNodeImage),
    ("containerhostisonunsupportedbuildversion", Other, InstallerRefusesBuild, ContainerInstances),
    ("imageostypenotmatchcontainergroup", Other, ServiceOtherSystem, ContainerInstances),
    ("unsupportedwindowsversion", Other, RunnerUnsupported, GitlabRunner),
    ("doesnotmatchthespecifiedplatform", Other, OtherPlatform, OtherPlatformImage),
    ("doesnotmatchthespecifiedosplatform", Other, OtherPlatform, OtherPlatformImage),
    ("doesnotprovidethespecifiedplatform", Other, OtherPlatform, OtherPlatformImage),
    ("doesnotmatchthedetectedhostplatform", Other, OtherPlatform, OtherPlatformImage),
    ("startingcontainerfailed", Other, Truncated, ServicePs),
    ("verify:detectedtaskfailure", Other, Truncated, ServicePs),
    ("failedcreatepodsandbox", Other, SandboxFailed, DescribePod),
    ("failedtocreatepodsandbox", Other, SandboxFailed, DescribePod),
    ("failedtogetsandboximage", Other, SandboxFailed, DescribePod),
    ("encounteredanerrorduring", Other, Unknown, EngineError1806),
    ("system::createprocess", Other, ProcessRefused, HcsError),
    ("computesystem", Other, Unknown, HcsError),
    ("failedtocreatecontainerdtask", Other, Unknown, ContainerdError),
    ("failedtocreateshim", Other, Unknown, ContainerdError),
    ("failedtocreatellbdefinition", Other, Unknown, DockerCommand),
    ("failedtostartcontainer", Other, Unknown, DescribePod),
    ("failedtocreatecontainer", Other, Unknown, DescribePod),
    ("failedtopullimage", Other, Unknown, DescribePod),
    ("failedtopullandunpackimage", Other, Unknown, ContainerdPull),
    ("cannotpullcontainererror", Other, Unknown, PullNewerImage),
    ("errorresponsefromdaemon", Other, Unknown, DockerCommand),
    ("errimagepull", Other, Unknown, DescribePod),
    ("imagepullbackoff", Other, Unknown, DescribePod),
    ("back-offpullingimage", Other, Unknown, DescribePod),
    ("crashloopbackoff", Other, Unknown, DescribePod),
    ("runcontainererror", Other, Unknown, DescribePod),
    ("createcontainererror", Other, Unknown, DescribePod),
    ("manifestunknown", Other, Unknown, DockerCommand),
    ("failedtorunimage", Other, Unknown, DockerCommand),
];

/// How the numbers of the host compute service begin, 0xc0370100 to 0x8037011f, and those that Windows ends a program with,
/// 0xc0000000 to 0xc00005f7, as exit codes print them: in decimal, with a sign or without.
pub(super) const NUMBERS: [&str; 10] = [
    "32248302",
    "-10701370",
    "21510883",
    "21510884",
    "-21438789",
    "-21438788",
    "3221225",
    "3221226",
    "-1073741",
    "-1073740",
];

/// The code of a decimal number, as the wordings write it, and how long the number is: `3224830214` is `c0370106`.
pub(super) fn number(text: &[u8], at: usize) -> Option<(String, usize)> {
    // All of them have ten digits; what follows may be a number of its own, for the blank between them is lost.
    let length = 10 + usize::from(text.get(at) == Some(&b'-'));
    let value: i64 = core::str::from_utf8(text.get(at..at + length)?).ok()?.parse().ok()?;
    let code = u32::try_from(value).ok().or_else(|| i32::try_from(value).ok().map(i32::cast_unsigned))?;
    Some((format!("{code:08x}"), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_numbers_are_codes() {
        for (decimal, code) in [
            ("3224830209", "c0370101"),
            ("-1070137087", "c0370101"),
            ("2151088385", "80370101"),
            ("-2143878911", "80370101"),
            ("3224830226,", "c0370112"),
            ("-1070137082)", "c0370106"),
            ("3221225794:", "c0000142"),
            ("-1073741701", "c000007b"),
            ("3221226505", "c0000409"),
            ("-1073740791", "c0000409"),
        ] {
            assert!(NUMBERS.iter().any(|start| decimal.starts_with(start)), "{decimal}");
            assert_eq!(number(decimal.as_bytes(), 0).map(|(code, _)| code).as_deref(), Some(code), "{decimal}");
        }
        assert_eq!(number(b"32248302092minutesago", 0), Some(("c0370101".to_owned(), 10)));
        assert_eq!(number(b"32248302", 0), None);
        assert_eq!(number(b"-", 0), None);
    }
}
