//! `wincompat check`: will this image run on this host? Half a question is answered, too.

mod answer;
mod details;
mod half;
mod online;
mod report;

use clap::Args;

pub(super) use answer::text;
pub(super) use details::reasons;
pub(super) use half::SideReport;
pub(super) use report::{CheckReport, HostReport, ImageReport};

use super::{BadInput, NoAnswer, Options, Printed, host, json, registry, this_machine, today};
use crate::remedy::advice::Context;
use crate::rules::{
    catalogue::Catalogue,
    host::{Host, HostError},
    image::{Image, Versions},
    judge::judge,
    question::Question,
    verdict::Outcome,
};

const EXAMPLES: &str = "Examples:
  wincompat check ws2022 ltsc2019
  wincompat check --host 10.0.20348.2113 --image registry.example.com/shop:1.4 --online
  wincompat check ws2025
  wincompat check --host this --image mcr.microsoft.com/windows/nanoserver:ltsc2022 --json

Exit status: 0 it runs with process isolation, 1 only with Hyper-V isolation or it depends, 2 it does not run, 3 not known or half \
a question, 64 bad usage or input, 69 (with --online) the registry can’t be reached.";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    /// A host and an image, without their options; one alone is answered, too
    #[arg(value_name = "HOST IMAGE", num_args = 0..=2)]
    words: Vec<String>,
    /// A release (ws2022, w11-24h2), a version (10.0.17763.973), a build, a text that names one host, or “this” for this machine
    #[arg(long, value_name = "H")]
    host: Option<String>,
    /// A version, a tag word (ltsc2022) or an image reference
    #[arg(long, value_name = "I")]
    image: Option<String>,
    /// Ask the registry which version the image has, instead of reading its name
    #[arg(long)]
    online: bool,
    /// Print all that is known: the reasons with their sources, every way, every note
    #[arg(long, short)]
    verbose: bool,
    #[command(flatten)]
    registry: registry::RegistryAccess,
    #[command(flatten)]
    options: Options,
}

/// The two sides of a question, as they were written.
type Sides<'a> = (Option<&'a str>, Option<&'a str>);

impl Check {
    /// Whether it prints JSON.
    pub(super) fn is_json(&self) -> bool {
        self.options.output.json
    }

    pub(super) fn print(&self, catalogue: &Catalogue) -> Result<Printed, NoAnswer> {
        let sides = sides(&self.words, self.host.as_deref(), self.image.as_deref())?;
        let host = sides.0.map(|text| host(text, self.options.kind)).transpose()?;
        let image = sides.1.map(image).transpose()?;
        match (host, image) {
            (Some(host), Some(image)) if self.online => self.answer_online(host, &image, catalogue),
            (Some(host), Some(image)) => Ok(self.answer(&self.options.question(host, image), catalogue)),
            _ if self.online => Err(BadInput::from("--online needs a host and an image".to_owned()).into()),
            (host, image) => Ok(self.answer_half(host, image, catalogue)),
        }
    }

    fn answer(&self, question: &Question, catalogue: &Catalogue) -> Printed {
        let Some(verdict) = judge(question) else {
            return Printed { text: String::new(), status: Outcome::Unknown.exit_code() };
        };
        let context = Context::new(question, &verdict, catalogue, today(self.options.today));
        let text = if self.is_json() { json(&CheckReport::new(&context)) } else { text(&context, self.verbose) };
        Printed { text, status: verdict.outcome.exit_code() }
    }

    fn answer_half(&self, host: Option<Host>, image: Option<Image>, catalogue: &Catalogue) -> Printed {
        let question = Question { host: host.into(), image: image.into(), ..self.options.asked() };
        let half = SideReport::new(&question, catalogue, today(self.options.today));
        let text = if self.is_json() { json(&half.report()) } else { half.text(self.verbose) };
        Printed { text, status: Outcome::Unknown.exit_code() }
    }

    /// The verdict for what the registry has, instead of what the name says.
    fn answer_online(&self, host: Host, image: &Image, catalogue: &Catalogue) -> Result<Printed, NoAnswer> {
        let online =
            online::online(image, &host, self.options.engine, &self.registry).map_err(|error| match error {
                NoAnswer::Registry(message) => NoAnswer::Registry(
                    message.trim_end_matches('.').to_owned() + ". Without --online, check answers from the name alone",
                ),
                input @ NoAnswer::Input(_) => input,
            })?;
        let mut printed = match online.other_architecture {
            true => online.no_architecture(&host, self.is_json()),
            false => self.answer(&self.options.question(host, online.image.clone()), catalogue),
        };
        printed.text = match self.is_json() {
            true => online.with_json(&printed.text),
            false => format!("{}\n{}\n", printed.text.trim_end_matches('\n'), online.sentence),
        };
        Ok(printed)
    }
}

fn image(text: &str) -> Result<Image, BadInput> {
    Image::parse(text).map_err(|error| BadInput(format!("--image {text:?}: {error}")))
}

/// Which word is the host and which one the image: by what they are, else in this order.
fn sides<'a>(words: &'a [String], host: Option<&'a str>, image: Option<&'a str>) -> Result<Sides<'a>, BadInput> {
    match (words, host, image) {
        ([], None, None) => {
            Err(BadInput("name a host and an image, such as: wincompat check ws2022 ltsc2019".to_owned()))
        }
        ([], host, image) => Ok((host, image)),
        ([word], Some(host), None) => Ok((Some(host), Some(word))),
        ([word], None, Some(image)) => Ok((Some(word), Some(image))),
        ([word], None, None) => alone(word),
        ([one, other], None, None) if is_image_only(one) && is_host(other) => Ok((Some(other), Some(one))),
        ([one, other], None, None) => Ok((Some(one), Some(other))),
        ([.., word], ..) => {
            Err(BadInput(format!("{word:?} is one word too many: name the host once and the image once")))
        }
    }
}

fn alone(word: &str) -> Result<Sides<'_>, BadInput> {
    match (is_host(word), is_image_only(word)) {
        (_, true) => Ok((None, Some(word))),
        (true, false) if is_version_of_image(word) => {
            Err(BadInput(format!("{word:?} can be a host or an image: name it with --host or with --image")))
        }
        _ => Ok((Some(word), None)),
    }
}

fn is_host(word: &str) -> bool {
    this_machine::is_meant(word) || !matches!(Host::parse(word, None), Err(HostError::Version(_)))
}

/// Whether it names an image and can’t be a host: a name with a path or a tag, or a word of a tag.
fn is_image_only(word: &str) -> bool {
    !is_host(word)
        && (word.contains(['/', ':']) && !word.contains(' ') || is_version_of_image(word) || is_nearly_an_image(word))
}

fn is_version_of_image(word: &str) -> bool {
    Image::parse(word).is_ok_and(|image| matches!(image.versions, Versions::One(_)))
}

fn is_nearly_an_image(word: &str) -> bool {
    Image::parse(word).is_ok_and(|image| !image.near_misses().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart_by_what_they_are() {
        let sides = |text: &str| {
            let words: Vec<String> = text.split('|').map(str::to_owned).collect();
            super::sides(&words, None, None)
                .map(|(host, image)| [host, image].map(|side| side.unwrap_or("-").to_owned()).join(" + "))
        };
        for (words, expected) in [
            ("ws2022|ltsc2019", "ws2022 + ltsc2019"),
            ("ltsc2019|ws2022", "ws2022 + ltsc2019"),
            ("Windows Server 2022|ltsc2019", "Windows Server 2022 + ltsc2019"),
            ("10.0.20348.2113|10.0.17763.5458", "10.0.20348.2113 + 10.0.17763.5458"),
            ("this|a.example/web:1", "this + a.example/web:1"),
            ("a.example/web:1|20348", "20348 + a.example/web:1"),
            ("ws2022", "ws2022 + -"),
            ("ws2202", "ws2202 + -"),
            ("w11-24h2", "w11-24h2 + -"),
            ("ltsc2019", "- + ltsc2019"),
            ("ltsc2109", "- + ltsc2109"),
            ("a.example/web:1", "- + a.example/web:1"),
            ("mcr.microsoft.com/windows/nanoserver:ltsc2022", "- + mcr.microsoft.com/windows/nanoserver:ltsc2022"),
        ] {
            assert_eq!(sides(words).ok().as_deref(), Some(expected), "{words}");
        }
        for either in ["10.0.17763.5458", "17763"] {
            assert!(sides(either).is_err(), "{either}");
        }
    }

    #[test]
    fn an_option_leaves_the_other_side_to_the_word() {
        let word = ["ltsc2019".to_owned()];
        assert_eq!(sides(&word, Some("ws2022"), None).ok(), Some((Some("ws2022"), Some("ltsc2019"))));
        let word = ["ws2022".to_owned()];
        assert_eq!(sides(&word, None, Some("ltsc2019")).ok(), Some((Some("ws2022"), Some("ltsc2019"))));
        assert!(sides(&word, Some("ws2019"), Some("ltsc2019")).is_err());
        assert!(sides(&[], None, None).is_err());
    }
}
