//! States of the page that have to look right and be usable everywhere: one list for all such checks.

use crate::Page;
use crate::field::HOST;

/// A state of the page: an address, and what is done there.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    /// What it is called when it fails.
    pub name: &'static str,
    /// The address within the site.
    pub address: &'static str,
    /// What is done on the page.
    act: Act,
}

/// What is done on a page before it is looked at.
#[derive(Clone, Copy, Debug)]
enum Act {
    Nothing,
    /// Text for the box with this name.
    Paste(&'static str, &'static str),
    /// A button or link, by its name.
    Click(&'static str),
    /// A picker, by its label.
    Pick(&'static str),
}

const ERROR: &str = "docker: Error response from daemon: container 5c1f0b8a7d3e encountered an error during hcsshim::System::Start: \
    failure in a Windows system call: The container operating system does not match the host operating system. (0xc0370101).\n\
    Microsoft Windows [Version 10.0.20348.2113]\nFROM mcr.microsoft.com/windows/servercore:ltsc2019\n";

/// Every state that is checked; a new view is a new line.
pub const SCENES: &[Scene] = &[
    Scene::at("start", ""),
    Scene::at("runs", "?host=ws2022&image=ltsc2022"),
    Scene::at("only with Hyper-V isolation", "?host=ws2022&image=ltsc2019"),
    Scene::at("does not run", "?host=ws2019&image=ltsc2022"),
    Scene::at("depends", "?host=ws2016&image=ltsc2016"),
    Scene::at("not known", "?host=10.0.29999&image=ltsc2022"),
    Scene::at("half a question", "?host=ws2022"),
    Scene::at("a wrong value", "?host=ws2077&image=ltsc2019"),
    Scene::at("Kubernetes", "?host=ws2019&image=ltsc2019&engine=kubernetes"),
    Scene::at("a pasted error", "").act(Act::Paste("paste", ERROR)),
    Scene::at("an open picker", "").act(Act::Pick(HOST)),
    Scene::at("no fleet yet", "?view=fleet"),
    Scene::at("a fleet", "?view=fleet").act(Act::Click("Try an example fleet")),
    Scene::at("no file yet", "?view=fix"),
    Scene::at("a file", "?view=fix&host=ws2022").act(Act::Click("Dockerfile")),
    Scene::at("the matrix", "?view=matrix"),
    Scene::at("the matrix with the dates", "?view=timeline"),
    Scene::at("the lessons", "?view=learn"),
    Scene::at("a lesson that asks", "?learn=build"),
    Scene::at("a lesson", "?learn=isolation").act(Act::Click("Won’t run")),
    Scene::at("the drills", "?drill=second-node"),
    Scene::at("the sheet", "?view=sheet"),
    Scene::at("the glossary", "?view=glossary"),
    Scene::at("the sources", "?view=sources"),
    Scene::at("the errors", "?view=errors"),
    Scene::at("an answered drill", "?drill=second-node").act(Act::Click("The tag does not exist")),
    Scene::at("the coach’s sheet", "?learn=drills&coach=1"),
    Scene::at("handed on", "?host=ws2022&image=ltsc2019").act(Act::Click("Share")),
    Scene::at("on a projector", "?learn=isolation&present=1"),
    Scene::at("in a frame", "?host=ws2022&image=ltsc2019&embed=1"),
    Scene::at("a page of an error", "error/0xc0370101/"),
];

impl Scene {
    const fn at(name: &'static str, address: &'static str) -> Self {
        Self { name, address, act: Act::Nothing }
    }

    const fn act(self, act: Act) -> Self {
        Self { act, ..self }
    }

    /// Brings a page into this state.
    #[track_caller]
    pub fn set(&self, page: &Page) {
        page.visit(self.address);
        match self.act {
            Act::Nothing => {}
            Act::Paste(name, text) => page.paste_into(name, text),
            Act::Click(name) => page.click(name),
            Act::Pick(label) => page.open_picker(label),
        }
        page.settle();
    }
}
