//! How large the page is shown, and on which ground.

/// A size and a theme.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct View {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// What the system prefers.
    pub dark: bool,
}

impl View {
    /// A window on a laptop.
    pub const DESKTOP: Self = Self { width: 1280, height: 900, dark: false };
    /// A phone held upright.
    pub const PHONE: Self = Self { width: 360, height: 740, dark: false };

    /// The same size on dark ground.
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// The same theme at another width, as high as such screens are.
    pub const fn wide(self, width: u32) -> Self {
        Self { width, height: if width < 600 { 740 } else { 900 }, ..self }
    }

    /// `light` or `dark`.
    pub const fn theme(self) -> &'static str {
        if self.dark { "dark" } else { "light" }
    }
}
