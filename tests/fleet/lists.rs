//! Plain lists.

use wincompat::fleet::Topic;

use crate::about;
use crate::reads;
use crate::say;

macro_rules! cases {
    ($($name:ident: $($text:expr => $expected:expr),+ $(,)?;)*) => {
        $(#[test] fn $name() { $( assert_eq!(reads($text), $expected, "{:?}", $text); )+ })*
    };
}

cases! {
    a_version_a_line:
        "10.0.17763.973" => "10.0.17763.973",
        "20348" => "ws2022",
        "ws2019" => "ws2019",
        "W11-24H2\r\n10.0.20348.2113\r\n" => "w11-24h2 10.0.20348.2113",
        "\u{feff}ws2022" => "ws2022";
    the_same_version_is_counted:
        "ws2019\n17763\nws2019*3" => "ws2019*5",
        "10.0.20348.1 x3\n10.0.20348.2" => "10.0.20348.1*3 10.0.20348.2",
        "ws2022,12" => "ws2022*12",
        "2x ws2022\nws2022 ×4" => "ws2022*6";
    names:
        "web-1 10.0.17763.973" => "web-1=10.0.17763.973",
        "10.0.17763.973 web-1" => "web-1=10.0.17763.973",
        "web-1: ws2022\nweb-2=ws2022" => "web-1=ws2022 web-2=ws2022",
        "web-1;ws2019;web-2" => "?1",
        "- web-1\tws2019" => "web-1=ws2019",
        "web-1 Windows Server 2022 Datacenter" => "web-1=ws2022",
        "Windows Server 2019\nWindows 11 24H2" => "ws2019 w11-24h2";
    the_same_name_is_one_node:
        "web-1 10.0.17763\nweb-1 10.0.17763.973" => "web-1=10.0.17763.973",
        "web-1 10.0.17763.973\nweb-1 10.0.17763" => "web-1=10.0.17763.973",
        "web-1 ws2019\nweb-1 ws2022" => "web-1=ws2019 web-1=ws2022";
    server_and_client:
        "10.0.26100.4061" => "10.0.26100.4061",
        "10.0.26100.4061-client" => "10.0.26100.4061-client",
        "w11-24h2" => "w11-24h2";
    quantities_in_words:
        "20 servers Windows Server 2016\n20 servers Windows Server 2019" => "ws2016*20 ws2019*20",
        "20 x Windows Server 2016\n3x Windows Server 2022\n2 Windows Server 2019 hosts" => "ws2016*20 ws2022*3 ws2019*2",
        "Windows Server 2016: 20\nWindows Server 2019 (4 nodes)\n12 VMs with Windows Server 2022 Datacenter" => "ws2016*20 ws2019*4 ws2022*12",
        "20 servers Windows Server 2016, 5 servers Windows Server 2019 and 1 server Windows Server 2025" => "ws2016*20 ws2019*5 ws2025",
        "ws2016, 20 servers\n5 hosts ws2019" => "ws2016*20 ws2019*5",
        "3 Windows Server 2022\nthree Windows Server 2019" => "ws2022*3 ws2019*3",
        "Windows Server 2022 (3)\nWindows Server 2019 x 4\nWindows Server 2016 x5" => "ws2022*3 ws2019*4 ws2016*5",
        "2 Windows 11 24H2 laptops\nweb-1 Windows Server 2022" => "w11-24h2*2 web-1=ws2022",
        // A year is no quantity, and a sentence is no list.
        "2016 Windows Server" => "ws2016",
        "We have 40 servers with 2016 and 2019; is that still OK?" => "?1";
    quantities_of_images:
        "images:\nltsc2019 in 3 images\n2 images on ltsc2022" => "[ltsc2019*3] [ltsc2022*2]",
        "images:\nltsc2019 *5 in 2 images" => "[ltsc2019*5]";
    servers_as_an_administrator_lists_them:
        "SRV-DOCK01  Windows Server 2016 Standard\nSRV-DOCK02  Windows Server 2019 Datacenter\nSRV-DOCK03; Server 2019 Std (1809)\n\
         web04 = 2022\n3x Windows Server 2022 Core\nbuild01 - Win2k16\n2012 R2 dc01"
            => "SRV-DOCK01=ws2016 SRV-DOCK02=ws2019 SRV-DOCK03=ws2019 web04=ws2022 ws2022*3 build01=ws2016 ?7",
        "server 2019" => "ws2019",
        "build01 - Windows Server 2016" => "build01=ws2016",
        "web04=ws2022*3" => "web04=ws2022*3",
        "Windows Server 2022 Standard web-2\nsql1, Server 2019, Core" => "web-2=ws2022 sql1=ws2019",
        "lap-7 | Windows 11 Enterprise 24H2" => "lap-7=w11-24h2",
        "2022" => "ws2022",
        // One bad line undoes no good one, and three don’t either.
        "what is this\nweb01 Windows Server 2022\nor this\nor that there" => "web01=ws2022 ?1 ?3-4",
        // A version is no quantity.
        "Windows Server 2019 (1809)" => "ws2019",
        "web01 2021" => "?1",
        "web01 Windows 11" => "?1",
        "Caption : Microsoft Windows Server 2019 Standard" => "?1",
        "running on Windows Server 2019" => "?1",
        "web01 Windows Server 2019 Windows Server 2022" => "?1";
    computers_of_a_directory:
        "Name   OperatingSystem                  OperatingSystemVersion\n\
         ----   ---------------                  ----------------------\n\
         SRV1   Windows Server 2019 Standard     10.0 (17763)\n\
         SRV2   Windows Server 2022 Datacen...   10.0 (20348)\n\
         PC3    Windows 11 Enterprise            10.0 (22631)\n\
         OLD4   Windows Server 2012 R2 Standard  6.3 (9600)"
            => "SRV1=ws2019 SRV2=ws2022 PC3=w11-23h2 ?6",
        "\"Name\",\"OperatingSystem\",\"OperatingSystemVersion\"\n\"SRV1\",\"Windows Server 2019 Standard\",\"10.0 (17763)\""
            => "SRV1=ws2019",
        "Name                   : SRV1\nOperatingSystem        : Windows Server 2019 Standard\nOperatingSystemVersion : 10.0 (17763)\n\n\
         DistinguishedName : CN=SRV2,DC=corp,DC=example\nDNSHostName : srv2.corp.example\nOperatingSystem : Windows Server 2022 Datacenter\n\n\
         Name : PC3\nOperatingSystem : Windows 11 Enterprise\nOperatingSystemVersion : 10.0 (22631)\n\n\
         Name : LX4\nOperatingSystem : Ubuntu\n\nName : OLD5\nOperatingSystem : Windows Server 2012 R2 Standard\nOperatingSystemVersion : 6.3 (9600)"
            => "SRV1=ws2019 srv2.corp.example=ws2022 PC3=w11-23h2 linux ?16-18",
        // No computer has it, or none is named.
        "Name : SRV1\nDescription : A server" => "?1-2",
        "OperatingSystem : Windows Server 2019 Standard" => "?1",
        "SRV1 Windows Server 2019 Standard 10.0 (123)" => "?1",
        "SRV1 listens on 1.10.0 (17763)" => "?1";
    linux_is_counted:
        "linux*4\nws2019" => "ws2019 linux*4",
        "node-1 5.15.0-1042-azure\nnode-2 10.0.20348.2113" => "node-2=10.0.20348.2113 linux",
        "node-1 linux\nnode-1 linux" => "linux";
    images:
        "ltsc2019\nltsc2022*2" => "[ltsc2019] [ltsc2022*2]",
        "1809 20H2" => "[ltsc2019] [20h2]",
        "mcr.microsoft.com/windows/servercore:ltsc2019" => "[mcr.microsoft.com/windows/servercore:ltsc2019=ltsc2019]",
        "registry.example.com/app:1 10.0.17763.973" => "[registry.example.com/app:1=10.0.17763.973]",
        "registry.example.com/app:1 ltsc2022" => "[registry.example.com/app:1=ltsc2022]",
        "web ltsc2022" => "[web=ltsc2022]",
        "registry.example.com/app:1" => "[registry.example.com/app:1=version not known]",
        "mcr.microsoft.com/windows:ltsc2022" => "[mcr.microsoft.com/windows:ltsc2022=no such tag]",
        "mcr.microsoft.com/windows/servercore/iis:latest ws2022" => "[mcr.microsoft.com/windows/servercore/iis:latest=ltsc2022]";
    images_below_a_table_of_nodes:
        "NAME STATUS ROLES AGE VERSION INTERNAL-IP EXTERNAL-IP OS-IMAGE KERNEL-VERSION CONTAINER-RUNTIME\n\
         lin0 Ready <none> 1d v1.30.0 10.0.0.4 <none> Ubuntu 22.04.2 LTS 5.15.0-1042-azure containerd://1.7.1\n\
         win0 Ready <none> 1d v1.30.0 10.0.0.5 <none> Windows Server 2022 Datacenter 10.0.20348.1850 containerd://1.7.1\n\
         mcr.microsoft.com/windows/servercore:ltsc2019\nr.example.com/a:ltsc2022"
            => "win0=10.0.20348.1850 linux [mcr.microsoft.com/windows/servercore:ltsc2019=ltsc2019] \
                [r.example.com/a:ltsc2022=ltsc2022] on kubernetes";
    jsonpath_prints_one_line:
        "r.example.com/a:1 r.example.com/a:1 r.example.com/b:ltsc2022"
            => "[r.example.com/a:1=version not known*2] [r.example.com/b:ltsc2022=ltsc2022]",
        "nginx r.example.com/a:1 r.example.com/b:2"
            => "[r.example.com/a:1=version not known] [r.example.com/b:2=version not known] [nginx=Linux]",
        "default/web\tr.example.com/a:1" => "[r.example.com/a:1=version not known]";
    what_is_not_understood_is_kept:
        "ws2019\nwhat is this\nws2022" => "ws2019 ws2022 ?2",
        "ws2019\nwhat is this\nor this\nws2022" => "ws2019 ws2022 ?2-3",
        "10.0.0.4" => "?1",
        "2.0.321.1\nws2019" => "ws2019 ?1",
        "web-1 ws2019 ltsc2019" => "?1";
    most_of_it_is_prose:
        "Here is a story\nabout servers\nws2019\nand their ends" => "?1-4",
        "KernelVersion: 10.0.17763\nstatus: good\nls" => "ws2019 ?2-3 on kubernetes";
    comments_and_headings:
        "# our nodes\nws2019\n\n# images\n10.0.20348\nnodes:\n10.0.20348" => "ws2019 ws2022 [ltsc2022]",
        "NODE VERSION\nweb-1 10.0.20348.1" => "web-1=10.0.20348.1";
}

#[test]
fn what_a_text_is_about() {
    for (which, text, expected) in [
        (Topic::Images, "10.0.20348", "[ltsc2022]"),
        (Topic::Images, "ws2022", "[ltsc2022]"),
        (Topic::Images, "team/app", "[team/app=version not known]"),
        (Topic::Images, "w11-24h2", "?1"),
        (Topic::Images, "linux", "[Linux]"),
        (Topic::Nodes, "ltsc2019", "?1"),
        (Topic::Nodes, "r.example.com/a:1", "?1"),
        (Topic::Nodes, "1809\n17763", "ws2019 ?1"),
        (Topic::Both, "team/app", "?1"),
    ] {
        assert_eq!(say(&about(which, text)), expected, "{which:?} {text:?}");
    }
}

#[test]
fn errors_say_what_was_expected() {
    let reading = wincompat::Fleet::read_text("ws2019\n  what is this  ");
    let sentence = reading.unread[0].sentence(&["nodes.txt", "images.txt"]);
    assert_eq!(
        sentence,
        "nodes.txt: line 2 (what is this): no Windows version and no image found. Write it like: web01 Windows Server 2022, or \
         registry.example.com/app:ltsc2022."
    );
}

/// A Windows from before containers is named as such, and a newer one in a machine's name is no matter.
#[test]
fn a_server_without_containers_is_told_why() {
    for line in [
        "dc01 Windows Server 2012 R2",
        "2012 R2 dc01",
        "dc01;Windows Server 2012 R2 Standard",
        "OLD4  Windows Server 2012 R2 Standard  6.3 (9600)",
    ] {
        let reading = wincompat::Fleet::read_text(line);
        let sentence = reading.unread[0].sentence(&[]);
        assert!(
            sentence.starts_with("Line 1 (")
                && sentence.contains("Windows Server 2012 R2 can’t run Windows containers."),
            "{sentence}"
        );
    }
    assert_eq!(reads("ws2012-dc Windows Server 2022"), "ws2012-dc=ws2022");
}
