//! HCL, TOML, Bicep and Jenkinsfiles.

use super::*;

#[test]
fn other_languages() {
    for text in [
        "job \"a\" {\n  config {\n    image = \"mcr.microsoft.com/windows/servercore:ltsc2019\" # a\n  }\n}\n",
        "variable \"BASE_IMAGE\" {\n  base_image = \"mcr.microsoft.com/windows/servercore:ltsc2019\"\n}\n",
        "# a\n[[runners]]\n  name = \"a\"\n  [runners.docker]\n    image = \"mcr.microsoft.com/windows/servercore:ltsc2019\"\n",
        "resource a 'M.C/c@2023' = {\n  properties: {\n    image: 'mcr.microsoft.com/windows/servercore:ltsc2019'\n  }\n}\n",
        "runners:\n  config: |\n    [[runners]]\n      [runners.kubernetes]\n        image = \"mcr.microsoft.com/windows/servercore:ltsc2019\"\n        [runners.kubernetes.node_selector]\n          \"node.kubernetes.io/windows-build\" = \"10.0.20348\"\n",
        "{\n  // the image\n  \"image\": \"mcr.microsoft.com/windows/servercore:ltsc2019\", /* a */\n}\n",
    ] {
        word("--host ws2022", text, "ltsc2019", "ltsc2022");
        stays("--host ws2019", text.replace("20348", "17763").as_str());
    }
    word(
        "--host ws2022",
        "[runners.node_selector]\n\"node.kubernetes.io/windows-build\" = \"10.0.17763\"\n",
        "17763",
        "20348",
    );
    open("--host ws2022", "resource \"a\" \"b\" {\n  os_sku = \"Windows2019\"\n}\n", "aren’t among the hosts");
    open("--host ws2022", "function \"v\" {\n  result = [\"ltsc2019\", \"ltsc2022\"]\n}\n", "This word stands for");
    open("--host ws2022", "locals {\n  a = \"mcr.microsoft.com/windows/servercore:ltsc2019\"\n}\n", "what it is for");
    for text in [
        "job \"a\" {\n  # image = \"mcr.microsoft.com/windows/servercore:ltsc2019\"\n  image = \"nginx:1\"\n}\n",
        "TAG=v2019\n",
        "a = \"${b}:ltsc2019\"\n",
        "{\n  // \"image\": \"mcr.microsoft.com/windows/servercore:ltsc2019\"\n  \"name\": \"a\"\n}\n",
    ] {
        assert!(Case::new("--host ws2022", text).fix().expect_err(text).is_other());
    }
    // What is no comment stays one text.
    word(
        "--host ws2022",
        "{a: https://b/c, image: 'mcr.microsoft.com/windows/servercore:ltsc2019'}\n",
        "ltsc2019",
        "ltsc2022",
    );
}

#[test]
fn jenkinsfiles() {
    let pod = "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: a\n    image: mcr.microsoft.com/windows/servercore:ltsc2019\n  nodeSelector:\n    kubernetes.io/os: windows\n    node.kubernetes.io/windows-build: 10.0.17763\n";
    let fixed = pod.replace("2019", "2022").replace("17763", "20348");
    let jenkinsfile = |pod: &str| {
        format!("/* a */\npodTemplate(yaml: '''\n{pod}''') {{\n  node(POD_LABEL) {{\n    bat 'dir'\n  }}\n}}\n")
    };
    becomes("--host ws2022", &jenkinsfile(pod), &jenkinsfile(&fixed));
    let indented = |pod: &str| pod.lines().map(|line| format!("        {line}\n")).collect::<String>();
    let pipeline = |pod: &str| {
        format!("pipeline {{\n  agent {{ kubernetes {{ yaml \"\"\"\n{}      \"\"\" }} }}\n}}\n", indented(pod))
    };
    becomes("--host ws2022", &pipeline(pod), &pipeline(&fixed));
    for text in [
        "pipeline {\n  agent { docker { image 'mcr.microsoft.com/windows/servercore:ltsc2019' } }\n}\n",
        "@Library('a') _\nnode('windows') {\n  docker.image(\"mcr.microsoft.com/windows/servercore:ltsc2019\").inside {}\n}\n",
        "podTemplate(containers: [containerTemplate(name: 'a', image: 'mcr.microsoft.com/windows/servercore:ltsc2019')])\n",
    ] {
        word("--host ws2022", text, "ltsc2019", "ltsc2022");
    }
    let script = "pipeline {\n  stages { stage('a') { steps { bat '''\n    docker pull mcr.microsoft.com/windows/servercore:ltsc2019\n  ''' } } }\n}\n";
    word("--host ws2022", script, "ltsc2019", "ltsc2022");
    let command = "pipeline {\n  stages { stage('a') { steps { bat 'docker pull mcr.microsoft.com/windows/servercore:ltsc2019' } } }\n}\n";
    word("--host ws2022", command, "ltsc2019", "ltsc2022");
    for text in ["pipeline {\n  agent { docker { image 'maven:3' } }\n}\n", "node {\n  sh '''\n    make\n  '''\n}\n"] {
        assert!(Case::new("--host ws2022", text).fix().expect_err(text).is_other());
    }
}

#[test]
fn configuration_that_says_windows() {
    let nomad =
        "job \"a\" {\n  constraint {\n    value = \"windows\"\n  }\n  config {\n    image = \"a/b:1\"\n  }\n}\n";
    open("--host ws2022", nomad, "doesn’t say which Windows");
    let linux = nomad.replace("\"windows\"", "\"linux\"");
    assert!(Case::new("--host ws2022", &linux).fix().expect_err("no Windows").is_other());
    let context = "target \"a\" {\n  contexts = {\n    b = \"docker-image://mcr.microsoft.com/windows/servercore:ltsc2019\"\n  }\n}\n";
    word("--host ws2022", context, "ltsc2019", "ltsc2022");
    open("--host ws2022", "target \"a\" {\n  args = { WINDOWS_VERSION = \"1809\" }\n}\n", "This word stands for");
    let other = "target \"a\" {\n  args = { PORT = \"1809\" }\n}\n";
    assert!(Case::new("--host ws2022", other).fix().expect_err("no Windows").is_other());
}

#[test]
fn parameters_and_variables_are_called_what_they_are_for() {
    const IMAGE: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";
    for text in [
        format!("param image string = '{IMAGE}'\n"),
        format!("@description('what it runs')\nparam containerImage string = '{IMAGE}'\n"),
        format!("using './main.bicep'\n\nparam image = '{IMAGE}'\n"),
        format!("variable \"BASE_IMAGE\" {{\n  default = \"{IMAGE}\"\n}}\n"),
        format!("variable \"image\" {{ default = \"{IMAGE}\" }}\n"),
        format!("variable container_image {{\n  type    = string\n  default = \"{IMAGE}\"\n}}\n"),
    ] {
        word("--host ws2022", &text, "ltsc2019", "ltsc2022");
        stays("--host ws2019", &text);
    }
    for text in [
        format!("param source string = '{IMAGE}'\n"),
        format!("variable \"image\" {{\n  type = string\n}}\nlocals {{\n  default = \"{IMAGE}\"\n}}\n"),
    ] {
        open("--host ws2022", &text, "what it is for isn’t known");
    }
    open("--host ws2022", "variable \"os_sku\" {\n  default = \"Windows2019\"\n}\n", "aren’t among the hosts");
}

#[test]
fn patterns_of_allowed_images() {
    let allowed = |pattern: &str| format!("[[runners]]\n  name = \"a\"\n  allowed_images = [\"{pattern}\"]\n");
    for pattern in ["mcr.microsoft.com/windows/*:ltsc2019", "registry.example.com/*:*-ltsc2019"] {
        open("--host ws2022", &allowed(pattern), "This pattern allows images of another Windows only");
        stays("--host ws2019", &allowed(pattern));
    }
    stays("--host ws2022", &allowed("mcr.microsoft.com/windows/*:*"));
    let other = allowed("registry.example.com/*:1.*");
    assert!(Case::new("--host ws2022", &other).fix().expect_err("no Windows").is_other());
}

#[test]
fn a_tag_of_a_day_is_a_guess_for_another_windows() {
    let aci = |tag: &str| {
        format!(
            "resource \"a\" \"b\" {{\n  image = \"mcr.microsoft.com/windows/servercore/iis:{tag}windowsservercore-ltsc2019\"\n}}\n"
        )
    };
    for (tag, certain) in [("20210810-", false), ("", true)] {
        let fixed = Case::new("--host ws2022", &aci(tag)).fixed();
        assert_eq!(fixed.edits.iter().map(|edit| edit.certain).collect::<Vec<_>>(), [certain], "{tag}");
    }
}

#[test]
fn a_target_of_bake_that_is_named_for_its_windows() {
    let target = |tags: &str| {
        format!(
            "target \"a\" {{\n  args = {{\n    BASE_IMAGE = \"mcr.microsoft.com/windows/servercore:ltsc2019\"\n  }}\n  tags = [{tags}]\n}}\n"
        )
    };
    let named = target("\"team/app:1-ltsc2019\",\n          \"team/app:ltsc2019\"");
    open("--host ws2022", &named, "Add a build on mcr.microsoft.com/windows/servercore:ltsc2022 for the hosts");
    assert_eq!(Case::new("--host ws2022", &named).fixed().notes.len(), 1);
    word("--host ws2022", &target("\"team/app:1\""), "ltsc2019", "ltsc2022");
    // The names of another target are none of its own.
    let other = format!("{}{}", target("\"team/app:1\""), "target \"b\" {\n  tags = [\"team/b:x-ltsc2019\"]\n}\n");
    assert!(Case::new("--host ws2022", &other).fixed().text.contains("servercore:ltsc2022"));
}

#[test]
fn words_and_labels_of_jenkins() {
    let list = |words: &str| format!("def types = [\n    {words}\n]\nnode('linux') {{\n  sh 'make'\n}}\n");
    open("--host ws2022", &list("'windowsservercore-ltsc2019',"), "For the hosts it is ltsc2022");
    // One for each Windows, and the hosts have theirs.
    stays("--host ws2022", &list("'nanoserver-1809',\n    'nanoserver-ltsc2022',"));
    for label in
        ["node('windows-2019') {\n  stage('a') { bat 'dir' }\n}\n", "pipeline {\n  agent { label 'windows-2019' }\n}\n"]
    {
        open("--host ws2022", label, "These machines aren’t among the hosts");
        let fits = Case::new("--host ws2022", &label.replace("2019", "2022")).fix();
        assert!(fits.as_ref().map_or(true, |fixed| fixed.notes.is_empty()), "{fits:#?}");
    }
}

#[test]
fn images_of_amazon_for_new_machines() {
    let name = |year: &str| {
        format!(
            "data \"aws_ssm_parameter\" \"ami\" {{\n  name = \"/aws/service/ami-windows-latest/Windows_Server-{year}-English-Core-EKS_Optimized-1.29/image_id\"\n}}\n"
        )
    };
    open("--host ws2022", &name("2019"), "These machines aren’t among the hosts");
    stays("--host ws2022", &name("2022"));
}

#[test]
fn lists_of_what_is_allowed_ask_for_nothing() {
    let allowed = |families: &str| {
        format!(
            "variable \"os\" {{\n  default = \"\"\n  validation {{\n    condition = contains([\"LINUX\", {families}], var.os)\n  }}\n}}\n"
        )
    };
    stays("--host ws2022", &allowed("\"WINDOWS_SERVER_2019_FULL\", \"WINDOWS_SERVER_2022_CORE\""));
    open("--host ws2022", &allowed("\"WINDOWS_SERVER_2019_FULL\""), "These machines aren’t among the hosts");
    let bicep = |default: &str| {
        format!(
            "@allowed([\n  'Windows2019'\n  'Windows2022'\n])\nparam osSku string = '{default}'\nresource a 'b' = {{\n}}\n"
        )
    };
    stays("--host ws2022", &bicep("Windows2022"));
    let fixed = Case::new("--host ws2022", &bicep("Windows2019")).fixed();
    assert_eq!(fixed.notes.iter().map(|note| note.line).collect::<Vec<_>>(), [5], "{:#?}", fixed.notes);
}

#[test]
fn the_isolation_of_a_task_of_nomad() {
    let job = |isolation: &str| {
        format!(
            "job \"a\" {{\n  task \"b\" {{\n    config {{\n      image = \"mcr.microsoft.com/windows/servercore:ltsc2019\"\n{isolation}    }}\n  }}\n}}\n"
        )
    };
    stays("--host ws2022", &job("      isolation = \"hyperv\"\n"));
    word("--host ws2022", &job("      isolation = \"process\"\n"), "ltsc2019", "ltsc2022");
    word("--host ws2022", &job(""), "ltsc2019", "ltsc2022");
    let build = |build: u16| {
        format!(
            "{}constraint {{\n  attribute = \"${{attr.os.version}}\"\n  value = \"10.0.{build}\"\n}}\n",
            job("").replace("2019", "2022")
        )
    };
    open("--host ws2022", &build(17763), "These machines aren’t among the hosts");
    stays("--host ws2022", &build(20348));
}
