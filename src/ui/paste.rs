//! The front door: paste what you have.

use yew::prelude::*;

use super::browser;
use crate::{Action, Choice, Host, Image};

/// What a pasted text was read as.
struct Pasted {
    action: Action,
    told: String,
}

/// Reads a pasted text. So far only a lone version, release or image is understood.
fn read_paste(text: &str) -> Option<Pasted> {
    if let Ok(host) = Host::parse(text, None) {
        return Some(Pasted {
            told: format!("Read as host: {}", host.name()),
            action: Action::Host(Choice::Set(host)),
        });
    }
    let image = Image::parse_plain(text)?;
    Some(Pasted {
        told: format!("Read as image: {}", crate::headline::word(&image)),
        action: Action::Image(Choice::Set(image)),
    })
}

/// What the box needs.
#[derive(Clone, PartialEq, Properties)]
pub struct PasteProps {
    /// What becomes of what is read.
    pub act: Callback<Action>,
}

/// The paste box. Its text stays in it: it is neither stored nor put into the link.
#[function_component]
pub fn Paste(props: &PasteProps) -> Html {
    let told = use_state_eq(|| None::<AttrValue>);
    let oninput = {
        let (told, act) = (told.clone(), props.act.clone());
        move |event: InputEvent| {
            let text = browser::text(&event);
            if text.trim().is_empty() {
                return told.set(None);
            }
            let read = read_paste(&text);
            told.set(Some(read.as_ref().map_or(NOTHING.into(), |read| read.told.clone().into())));
            match read {
                Some(read) => act.emit(read.action),
                None => browser::announce(NOTHING),
            }
        }
    };
    let hint = (*told).clone().unwrap_or(AttrValue::Static("Stays in this page: never stored, never in the link."));
    html! {
        <div class="paste">
            <label for="paste">{ "Paste what you have" }<kbd aria-hidden="true">{ "/" }</kbd></label>
            <textarea id="paste" name="paste" rows="2" spellcheck="false" autocomplete="off" aria-describedby="paste-note"
                aria-keyshortcuts="/" placeholder="A version from ver, or an image tag" {oninput} />
            <p class="note" id="paste-note">{ hint }</p>
        </div>
    }
}

const NOTHING: &str = "No host or image found in this. Looked for one version, release or tag.";
