//! The catalogue, the rules and the whole matrix as one JSON document for other programs: `compat.json`. Native only.
//!
//! Its shape is fixed by `static/compat.schema.json`. The document depends on the catalogue alone, not on the day: what ends when is
//! in the dates.

use serde::Serialize;

use crate::rules::product::{self, VARIANTS, Variant};
use crate::rules::rule::regression::{self, Regression};
use crate::rules::rule::service::{self, Service};
use crate::rules::update::{UPDATES_AS_OF, UPDATES_SOURCE, Update};
use crate::rules::{
    catalogue::{Catalogue, RULES_AS_OF},
    date::Date,
    matrix,
    release::{AksNodes, Channel, Family, Kind, Release},
    rule::Rule,
    verdict::{Containerd, Documented, Finding, Outcome, Support, Verdict},
    version::Version,
};
use crate::teach::error_page::{ERROR_PAGES, ErrorPage};
use crate::teach::sources::{DISAGREEMENTS, Disagreement};

/// The JSON Schema (2020-12) of the document.
pub const SCHEMA: &str = include_str!("../../static/compat.schema.json");

/// The version of the document's shape. It grows when a field goes or changes meaning, not when one is added.
pub const SCHEMA_VERSION: u32 = 1;

/// Grows when fields are added.
pub const SCHEMA_MINOR: u32 = 1;

/// The whole document.
#[derive(Serialize)]
pub struct ExportDocument {
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: u32,
    schema_minor: u32,
    rules_as_of: Date,
    updates_as_of: Date,
    releases: Vec<ReleaseRecord>,
    rules: Vec<RuleRecord>,
    cells: Vec<CellRecord>,
    variants: Vec<VariantRecord>,
    disagreements: Vec<DisagreementRecord>,
    updates: UpdatesRecord,
    services: Vec<ServiceRecord>,
    regressions: &'static [Regression],
    causes: Vec<CauseRecord>,
}

/// The newest updates of each release; all of them are in `static/data/kb-builds.csv`.
#[derive(Serialize)]
struct UpdatesRecord {
    as_of: Date,
    source: &'static str,
    newest: Vec<NewestRecord>,
}

#[derive(Serialize)]
struct NewestRecord {
    release: &'static str,
    host: Option<UpdateRecord>,
    image: Option<UpdateRecord>,
}

#[derive(Serialize)]
struct UpdateRecord {
    version: Version,
    kb: Option<u32>,
    date: Date,
}

#[derive(Serialize)]
struct ServiceRecord {
    #[serde(flatten)]
    service: &'static Service,
    as_of: Date,
}

/// An error with its rule, for programs that look a code up.
#[derive(Serialize)]
struct CauseRecord {
    id: &'static str,
    also: &'static [&'static str],
    title: &'static str,
    rule: Rule,
    source: &'static str,
}

#[derive(Serialize)]
struct VersionsRecord {
    product: &'static str,
    first: String,
    last: Option<String>,
}

#[derive(Serialize)]
struct ReleaseRecord {
    slug: &'static str,
    name: &'static str,
    version: &'static str,
    build: u16,
    kind: Kind,
    channel: Channel,
    available: Date,
    mainstream_end: Option<Date>,
    extended_end: Option<Date>,
    editions: Vec<EditionRecord>,
    image: Option<&'static str>,
    image_aliases: &'static [&'static str],
    tags: Vec<TagRecord>,
    build_source: &'static str,
    dates_source: &'static str,
    disagreements: &'static [&'static str],
    paid_end: Option<Date>,
    enabled_on: Option<u16>,
    stable_interface: bool,
    aks: Option<AksNodes>,
    as_of: Date,
}

#[derive(Serialize)]
struct EditionRecord {
    name: &'static str,
    active_end: Date,
    end: Date,
    extended_security_end: Option<Date>,
}

#[derive(Serialize)]
struct TagRecord {
    family: Family,
    repository: &'static str,
    tag: &'static str,
    seen: bool,
    evidence: &'static str,
}

#[derive(Serialize)]
struct RuleRecord {
    id: Rule,
    title: &'static str,
    source: &'static str,
    as_of: Date,
}

#[derive(Serialize)]
struct CellRecord {
    host: &'static str,
    image: &'static str,
    outcome: Outcome,
    process: Support,
    hyperv: Support,
    reasons: Vec<ReasonRecord>,
    documented: Option<Documented>,
    docker_pull: Option<bool>,
    containerd: Option<Containerd>,
}

#[derive(Serialize)]
struct ReasonRecord {
    id: Rule,
    isolation: &'static [&'static str],
    text: String,
    source: &'static str,
}

#[derive(Serialize)]
struct VariantRecord {
    letter: &'static str,
    accepts: &'static str,
    carried_by: Vec<String>,
    versions: Vec<VersionsRecord>,
    since: Date,
    source: &'static str,
}

#[derive(Serialize)]
struct DisagreementRecord {
    id: &'static str,
    title: &'static str,
    microsoft: &'static str,
    runtimes: &'static str,
    when: &'static str,
    stance: &'static str,
    links: &'static [&'static str],
    question: Option<&'static str>,
}

/// The document of a catalogue.
pub fn document(catalogue: &Catalogue) -> ExportDocument {
    ExportDocument {
        schema: "compat.schema.json",
        schema_version: SCHEMA_VERSION,
        schema_minor: SCHEMA_MINOR,
        rules_as_of: RULES_AS_OF,
        updates_as_of: UPDATES_AS_OF,
        releases: catalogue.releases.iter().map(release).collect(),
        rules: Rule::ALL.map(|id| RuleRecord { id, title: id.title(), source: id.source(), as_of: RULES_AS_OF }).into(),
        cells: matrix::cells(catalogue).map(cell).collect(),
        variants: VARIANTS.iter().map(variant).collect(),
        disagreements: DISAGREEMENTS.iter().map(disagreement).collect(),
        updates: updates(catalogue),
        services: service::SERVICES.iter().map(|service| ServiceRecord { service, as_of: service::AS_OF }).collect(),
        regressions: &regression::REGRESSIONS,
        causes: ERROR_PAGES.iter().map(cause).collect(),
    }
}

fn updates(catalogue: &Catalogue) -> UpdatesRecord {
    let record = |update: &Update| UpdateRecord { version: update.version(), kb: update.kb, date: update.date };
    let newest = |release: &'static Release| NewestRecord {
        release: release.slug,
        host: catalogue.updates.newest_for_host(release).map(record),
        image: catalogue.updates.newest_for_image(release).filter(|_| release.has_images()).map(record),
    };
    let newest = catalogue.releases.iter().map(newest).collect();
    UpdatesRecord { as_of: UPDATES_AS_OF, source: UPDATES_SOURCE, newest }
}

fn cause(page: &'static ErrorPage) -> CauseRecord {
    CauseRecord { id: page.slug, also: page.also, title: page.title, rule: page.rule, source: page.source }
}

/// The document as it is published: one line of JSON.
///
/// # Errors
///
/// None that this document can cause: its keys are strings.
pub fn json(catalogue: &Catalogue) -> serde_json::Result<String> {
    serde_json::to_string(&document(catalogue)).map(|text| text + "\n")
}

fn release(release: &'static Release) -> ReleaseRecord {
    let edition = |line: &crate::rules::release::Servicing| EditionRecord {
        name: line.edition,
        active_end: line.active_end,
        end: line.end,
        extended_security_end: line.extended_security_end,
    };
    let tag = |tag: &crate::rules::release::BaseTag| TagRecord {
        family: tag.family,
        repository: tag.family.repository(),
        tag: tag.tag,
        seen: tag.seen,
        evidence: tag.evidence,
    };
    ReleaseRecord {
        slug: release.slug,
        name: release.name,
        version: release.version,
        build: release.build,
        kind: release.kind,
        channel: release.channel,
        available: release.available,
        mainstream_end: release.mainstream_end,
        extended_end: release.extended_end,
        editions: release.servicing.iter().map(edition).collect(),
        image: release.image_slug,
        image_aliases: release.image_aliases,
        tags: release.tags.iter().map(tag).collect(),
        build_source: release.build_source,
        dates_source: release.dates_source,
        disagreements: release.disagreements(),
        paid_end: release.paid_end,
        enabled_on: release.enabled_on,
        stable_interface: release.stable_interface,
        aks: release.aks,
        as_of: RULES_AS_OF,
    }
}

fn cell(cell: matrix::Cell) -> CellRecord {
    let verdict = &cell.verdict;
    CellRecord {
        host: cell.host.slug,
        image: cell.image.image_slug.unwrap_or(cell.image.version),
        outcome: verdict.outcome,
        process: verdict.process.support,
        hyperv: verdict.hyperv.support,
        reasons: reasons(verdict),
        documented: verdict.gates.and_then(|gates| gates.documented),
        docker_pull: verdict.gates.map(|gates| gates.docker_pull),
        containerd: verdict.gates.map(|gates| gates.containerd),
    }
}

fn reasons(verdict: &Verdict) -> Vec<ReasonRecord> {
    let record = |reason: crate::rules::reason::Reason| {
        let speaks = |finding: &Finding| finding.reasons.contains(&reason);
        let isolation: &[&str] = match (speaks(&verdict.process), speaks(&verdict.hyperv)) {
            (true, true) => &["process", "hyperv"],
            (true, false) => &["process"],
            _ => &["hyperv"],
        };
        ReasonRecord { id: reason.rule(), isolation, text: reason.text(verdict), source: reason.source() }
    };
    verdict.reasons().into_iter().map(record).collect()
}

fn variant(variant: &'static Variant) -> VariantRecord {
    let Variant { letter, accepts, since, source, .. } = *variant;
    let span = |span: &product::VersionRange| VersionsRecord {
        product: span.product().slug(),
        first: span.first(),
        last: span.last(),
    };
    let versions = variant.spans.iter().map(span).collect();
    VariantRecord { letter, accepts, carried_by: variant.carried_by(), versions, since, source }
}

fn disagreement(one: &'static Disagreement) -> DisagreementRecord {
    let Disagreement { id, title, microsoft, runtimes, when, stance, links, question } = *one;
    let question = (!question.is_empty()).then_some(question);
    DisagreementRecord { id, title, microsoft, runtimes, when, stance, links, question }
}
