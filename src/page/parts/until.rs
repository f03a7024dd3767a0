//! Until when a release gets updates.

use yew::prelude::*;

use super::dated;
use crate::page::browser;
use crate::rules::lifecycle::{Row, is_urgent_on};
use crate::rules::{date::Date, question::Engine, release::Release};

/// What the line needs.
#[derive(Clone, PartialEq, Properties)]
pub struct UntilProps {
    /// The release.
    pub release: &'static Release,
    /// The day that is known while the page is written ahead.
    pub day: Date,
    /// What runs it, where that has days of its own.
    #[prop_or_default]
    pub engine: Option<Engine>,
    /// Under a name in a table: without a subject.
    #[prop_or_default]
    pub small: bool,
    /// Beside other numbers: it says whose updates end.
    #[prop_or_default]
    pub named: bool,
    /// What goes with it.
    #[prop_or_default]
    pub children: Html,
}

/// Until when a release gets updates. How many days are left is said only where somebody reads it today: what was written ahead says
/// the day, so that it doesn't go stale and a browser begins with the same.
#[component]
pub fn Until(props: &UntilProps) -> Html {
    let UntilProps { release, day, small, named, engine, .. } = *props;
    let now = use_state_eq(|| None::<Date>);
    use_effect_with((), {
        let now = now.clone();
        move |()| now.set(Some(browser::today()))
    });
    let row = Row::of(release);
    let today = now.unwrap_or(day);
    let urgent = is_urgent_on(release, engine, today).then_some("");
    let [said, counted] = match small {
        true => [row.until_day_on(engine, today), row.until_on(engine, today)],
        false if named => [row.named_day_on(engine, today), row.named_on(engine, today)],
        false => [row.sentence_day_on(engine, today), row.sentence_on(engine, today)],
    };
    // What is written ahead has room for the days that are left, which its reader's browser adds: nothing moves then.
    let room = small && now.is_none() && counted != said;
    let said = match *now {
        // A count is wrong tomorrow, and paper stays.
        Some(_) if counted != said => html! {
            <><span class="on-screen">{ dated(&counted) }</span><span class="on-paper">{ dated(&said) }</span></>
        },
        _ => dated(&said),
    };
    match small {
        true => html! {
            <small class="until" data-urgent={urgent}>
                <span class="in-full" data-until={release.slug}>{ said }if room { <i class="room" data-room=", 000 days left" /> }</span>
                // A phone has room for a day.
                <span class="in-brief">{ dated(&row.in_brief(engine, today)) }</span>
            </small>
        },
        false => html! { <p class="until" data-urgent={urgent}>{ said }{ props.children.clone() }</p> },
    }
}
