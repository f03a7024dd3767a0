//! Ways to hand an answer on: the link, Markdown for a ticket, a frame for a wiki.

use yew::prelude::*;

use crate::page::asked::Asked;
use crate::page::browser;
use crate::page::parts::Copy;
use crate::rules::{link, question::Question, verdict::Verdict};
use crate::teach::{
    card,
    share::{self, Home},
};

/// The texts for the page as it is open.
pub(super) fn share(asked: &Asked, verdict: &Verdict) -> Html {
    texts(&asked.question, verdict, &browser::home(), asked.failed.is_some())
}

/// The texts; `home` is where links lead, `failed` whether a diagnosis stands above.
pub fn texts(question: &Question, verdict: &Verdict, home: &Home, failed: bool) -> Html {
    let texts = [
        ("Link", "link", share::url(home, question)),
        ("A line of Markdown", "badge", share::badge(question, verdict, home)),
        ("Markdown for a ticket", "markdown", share::markdown(question, verdict, home)),
        ("A frame for a wiki", "embed", share::embed(question, verdict, home)),
        ("A picture for a README", "card", card::markdown(question, verdict, home)),
    ];
    html! {
        <div>
            if failed { <p class="remark">{ share::VERSIONS_ALONE }</p> }
            if link::leaves_name_out(question) { <p class="remark">{ link::NAME_LEFT_OUT }</p> }
            { for texts.into_iter().map(|(title, kind, text)| html! {
                <div key={kind} class="snippet" data-block="">
                    <div class="bar"><h4>{ title }</h4><Copy text={text.clone()} label={title} /></div>
                    <pre data-share={kind} tabindex="0"><code>{ text }</code></pre>
                </div>
            }) }
            { saved(question, verdict) }
        </div>
    }
}

/// The picture as a file: to be put beside a text where the site has none for the question.
fn saved(question: &Question, verdict: &Verdict) -> Html {
    let (name, picture) = (card::file_name(question), card::svg(question, verdict));
    let onclick = move |_: MouseEvent| browser::download(&name, "image/svg+xml", &picture);
    html! { <p><button type="button" class="tool" {onclick}>{ "Save the picture" }</button></p> }
}
