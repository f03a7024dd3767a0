//! What was asked is answered by the next paste; a new paste starts anew.

use wincompat::diagnose::conversation::{continued, merged, of_named_image, replied};
use wincompat::diagnose::reading::Reading;
use wincompat::diagnose::{Cause, ChosenByHand};
use wincompat::rules::link;
use wincompat::{Engine, Host, Image, Question, judge};

use crate::laws::answer;

const NO_IMAGE: &str = "Microsoft Windows [Version 10.0.20348.1787]\n\nC:\\>docker run registry.example.com/web:1\n\
    docker: Error response from daemon: hcs::CreateComputeSystem 0123456789ab: The container operating system does not match the host operating system.";
const NO_HOST: &str = "docker run registry.example.com/web:2-ltsc2025\n\
    docker: Error response from daemon: hcs::CreateComputeSystem 0123456789ab: The container operating system does not match the host operating system.";
const NODES: &str = "NAME    STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION     CONTAINER-RUNTIME\n\
    win-1   Ready    <none>   9d    v1.29.2   10.0.26.7     <none>        Windows Server 2022 Datacenter   10.0.20348.2340    containerd://1.7.13";

/// The causes after two pastes.
fn then(first: &str, second: &str) -> Vec<Cause> {
    let text = continued(first, second, &ChosenByHand::default());
    answer(&text).iter().map(|answered| answered.diagnosis.cause).collect()
}

#[test]
fn a_lone_version_answers_for_the_side_that_was_asked_for() {
    assert_eq!(then(NO_IMAGE, "10.0.17763.5458"), [Cause::ImageOlder]);
    assert_eq!(then(NO_IMAGE, "windows 10.0.17763.5458"), [Cause::ImageOlder]);
    assert_eq!(then(NO_HOST, "10.0.20348.2340"), [Cause::ImageNewer]);
    let text = continued(NO_IMAGE, "10.0.17763.5458", &ChosenByHand::default());
    let diagnosis = &answer(&text)[0].diagnosis;
    assert_eq!(
        diagnosis.verdict.as_ref().and_then(|verdict| verdict.image).map(|v| v.to_string()).as_deref(),
        Some("10.0.17763.5458")
    );
}

#[test]
fn it_may_be_appended_to_the_text() {
    assert_eq!(then(NO_IMAGE, &format!("{NO_IMAGE}\n10.0.17763.5458\n")), [Cause::ImageOlder]);
}

#[test]
fn the_output_of_the_command_is_an_answer_too() {
    assert_eq!(then(NO_HOST, "Microsoft Windows [Version 10.0.20348.2340]\n"), [Cause::ImageNewer]);
    assert_eq!(then(NO_HOST, NODES), [Cause::ImageNewer]);
    assert_eq!(
        then(
            NO_IMAGE,
            "PS C:\\> docker image inspect --format \"{{.OsVersion}}\" registry.example.com/web:1\n10.0.17763.5458"
        ),
        [Cause::ImageOlder]
    );
}

#[test]
fn a_new_paste_withdraws_the_old_one() {
    for new in [
        "docker run registry.example.com/other:3",
        "FROM mcr.microsoft.com/windows/servercore:ltsc2022",
        "no space left on device",
        NO_HOST,
    ] {
        assert_eq!(continued(NO_IMAGE, new, &ChosenByHand::default()), new);
    }
    // Nothing was asked, so nothing is answered.
    assert_eq!(
        continued("Microsoft Windows [Version 10.0.20348.1787]", "10.0.17763.5458", &ChosenByHand::default()),
        "10.0.17763.5458"
    );
    assert_eq!(continued("", NO_HOST, &ChosenByHand::default()), NO_HOST);
}

#[test]
fn what_was_chosen_by_hand_stays() {
    let hand = Question { engine: Some(Engine::Swarm).into(), ..Question::default() };
    let read = Question {
        engine: Some(Engine::Kubernetes).into(),
        ..Question::new(Host::parse("ws2022", None).unwrap(), Image::parse("ltsc2019").unwrap())
    };
    let both = merged(&hand, &read);
    assert_eq!(
        (both.engine.get(), both.host.get().map(Host::name).as_deref()),
        (Some(&Engine::Swarm), Some("Windows Server 2022"))
    );
    // The next text says less: host, image and the engine of the old one are gone.
    assert_eq!(merged(&hand, &Question::default()), hand);
}

/// An image whose name doesn't say its Windows was asked itself, and answered.
#[test]
fn the_version_of_a_named_image_is_taken_for_it() {
    let question = link::decode("host=ws2022&image=myacr.azurecr.io/so99:860");
    let text = of_named_image("", "10.0.17763.5458", &question).unwrap();
    let reading = Reading::of(&text);
    let told = merged(&question, &Question { image: reading.image.into(), ..Question::default() });
    assert_eq!(judge(&told).unwrap().image.unwrap().to_string(), "10.0.17763.5458");
    let other = link::decode("host=ws2022&image=contoso/web:1");
    let image = Reading::of(&text).image;
    let kept = merged(&other, &Question { image: image.into(), ..Question::default() });
    assert_eq!(kept.image, other.image);
    assert_eq!(of_named_image("", "docker run a.io/b:1", &question), None);
}

/// What is asked is answered in its own field, and nothing of the text is lost by it.
#[test]
fn a_reply_keeps_the_text() {
    const ERROR: &str = "docker: Error response from daemon: hcs::CreateComputeSystem 0123456789ab: The container operating system does not match the host operating system.";
    let reply = |before: &str, reply: &str| replied(before, reply, &Question::default(), &ChosenByHand::default());
    let pair = |text: &str| {
        let found = &answer(text)[0].diagnosis;
        (found.machine.map(|host| host.version.build), found.verdict.as_ref().and_then(|verdict| verdict.image))
    };
    // Both are asked for: a version alone is the image's, as `docker image inspect` prints it; then `ver` is the host's.
    let one = reply(ERROR, "10.0.17763.5458").unwrap();
    let both = reply(&one, "Microsoft Windows [Version 10.0.20348.2113]").unwrap();
    assert_eq!(pair(&both), (Some(20348), Some("10.0.17763.5458".parse().unwrap())));
    // The other way round.
    let one = reply(ERROR, "C:\\>ver\n\nMicrosoft Windows [Version 10.0.20348.2113]").unwrap();
    assert_eq!(pair(&reply(&one, "10.0.17763.5458").unwrap()), pair(&both));
    // By its name, which tells a client from the server of the same build.
    let named = reply(ERROR, "Windows 11 24H2").unwrap();
    assert_eq!(answer(&named)[0].diagnosis.machine.map(|host| host.name()).as_deref(), Some("Windows 11 24H2"));
    for (none, why) in [
        ("hello world", "There is no Windows version in this."),
        ("Error: No such image: IMAGE", "Replace the word in capitals"),
        ("invalid reference format: repository name (library/IMAGE) must be lowercase", "Replace the word in capitals"),
    ] {
        assert!(reply(ERROR, none).is_err_and(|said| said.starts_with(why)), "{none}");
    }
    let table = "CONTAINER ID   IMAGE     COMMAND   CREATED   STATUS\n0123456789ab   mcr.microsoft.com/windows/servercore:ltsc2019   \"cmd\"   2 days ago   Exited";
    assert!(reply(ERROR, table).unwrap().starts_with(ERROR));
}

#[test]
fn a_node_that_is_known_is_not_asked_for() {
    let pod = "Node:           win-1/10.240.0.6\n    Image:   contoso/web:latest\n      Message:  container eab015137830 encountered an error during CreateContainer: failure in a Windows system call: The operating system of the container does not match the operating system of the host. (0xc0370101)\n  kubelet, win-1  Warning  Failed";
    let asks = |text: &str| answer(text)[0].diagnosis.open.iter().any(|open| open.command.contains("get nodes"));
    assert!(asks(pod));
    assert!(!asks(&replied(pod, NODES, &Question::default(), &ChosenByHand::default()).unwrap()));
}
