//! End-to-end tests of the built page, driven through WebDriver.
//!
//! [`Page`] is the page as a person uses it and the only place that knows its markup; [`Browser`] is any page in any
//! browser; [`scene`] lists states of the page for checks that hold everywhere; [`camera`] takes pictures; [`measure`] takes times. The tests are in `tests/`, one session each, and read `dist/` (or the folder that
//! `WINCOMPAT_DIST` names).

mod browser;
pub mod camera;
pub mod copy;
mod driver;
mod lookup;
pub mod measure;
mod page;
pub mod scene;
mod screen;
mod view;

pub use browser::Browser;
pub use copy::Copy;
pub use page::{Page, Verdict, built, field};
pub use scene::Scene;
pub use view::View;
