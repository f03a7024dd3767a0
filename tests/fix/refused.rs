//! Files that are not understood, word for word.

use crate::case::Case;

macro_rules! refused {
    ($($name:ident: $text:expr => $message:literal;)*) => {
        $(#[test] fn $name() {
            let error = Case::new("--host ws2022", $text).fix().expect_err("refused");
            assert_eq!(error.to_string(), $message);
            assert_eq!(error.line, $text[..error.position].matches('\n').count() + 1);
        })*
    };
}

refused! {
    nothing: "" => "line 1: this isn’t a Dockerfile (FROM …), a compose file (services:) or a Kubernetes manifest \
         (apiVersion: and kind:), and we found no Windows image in it";
    picture: "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR FROM a" => "line 1: this isn’t a text file";
    prose: "Hello, my containers do not start.\nWhat can I do?\n" => "line 1: this isn’t a Dockerfile (FROM …), a \
         compose file (services:) or a Kubernetes manifest (apiVersion: and kind:), and we found no Windows image in it";
    other_yaml: "# values\nimage:\n  tag: ltsc2019\n" => "line 2: this isn’t a Dockerfile (FROM …), a compose file \
         (services:) or a Kubernetes manifest (apiVersion: and kind:), and we found no Windows image in it";
    no_pod: "apiVersion: v1\nkind: Service\nspec: {}\n" => "line 1: this manifest has no Pod, Deployment or \
         anything else with a pod";
    no_kind: "apiVersion: v1\nkind: Pod\nspec: {containers: []}\n---\nfoo: bar\n" => "line 5: this document has no kind";
    helm: "apiVersion: v1\nkind: Pod\nspec:\n  {{- with .Values.nodeSelector }}\n" => "line 4: this is a template, not YAML yet: fix the values it is filled with, or render it first, as helm template does, and fix the result";
    helm_value: "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - image: {{ .Values.image }}\n" => "line 5: this is a template, not YAML yet: fix the values it is filled with, or render it first, as helm template does, and fix the result";
    tab: "services:\n\tweb:\n" => "line 2: a tab in the indentation; YAML must be indented with spaces";
    indentation: "services:\n    web:\n        image: a\n      ports: []\n" => "line 4: this does not belong to anything above it; look at the indentation";
    no_colon: "services:\n  web\n  image: a\n" => "line 3: a second colon in this line; put quotes around the value";
    second_colon: "services:\n  web: image: a\n" => "line 2: a second colon in this line; put quotes around the value";
    open_quote: "services:\n  web:\n    image: \"a\n" => "line 3: this quote is not closed";
    after_quote: "services:\n  web:\n    image: \"a\" b\n" => "line 3: expected the end of the line after this value";
    open_bracket: "services: {\n  web: [\n}\n" => "line 3: this bracket does not match the one that was opened";
    open_brace: "services: {web: {image: a}\n" => "line 1: this bracket is not closed";
    twice: "services:\n  web:\n    image: a\n    image: b\n" => "line 4: this key is there twice";
    no_anchor: "services:\n  web: *base\n" => "line 2: there is no anchor of this name above";
    complex_key: "? [services]\n: b\n" => "line 1: this isn’t a Dockerfile (FROM …), a compose file (services:) or \
         a Kubernetes manifest (apiVersion: and kind:), and we found no Windows image in it";
    services_list: "services:\n- web\n" => "line 1: services must map names to services";
    service_text: "services:\n  web: nginx\n" => "line 2: this service isn’t a mapping";
    containers_map: "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    a: b\n" => "line 4: containers have to be a sequence";
    no_instruction: "FROM a\nRUN b\nFOO c\n" => "line 3: this is no Dockerfile instruction";
    lost_continuation: "FROM a\nRUN dir `\n  C:\\\n" => "line 3: this is no Dockerfile instruction";
    no_from: "ARG A=1\n" => "line 2: there is no FROM";
    empty_from: "ARG A\nFROM\n" => "line 2: FROM needs an image";
    long_from: "FROM a # the base\n" => "line 1: after the image FROM takes only AS and a name";
    run_first: "# x\nRUN a\nFROM b\n" => "line 2: the first instruction must be FROM, or an ARG before it";
    open_heredoc: "FROM a\nRUN <<EOF\necho\n" => "line 2: the text that starts with << has no end";
    bad_escape: "# escape=^\nFROM a\n" => "line 1: the escape character can only be ` or \\";
}

#[test]
fn no_hosts() {
    let error = Case::new("", "FROM a\n").fix().expect_err("refused");
    assert_eq!(error.to_string(), "line 1: no host is given to fix it for");
}
