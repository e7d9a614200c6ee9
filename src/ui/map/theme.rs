//! The colours of the theme in sight, as the style sheet has them.

use leptos::prelude::window;

use crate::cartography::picture::PictureColours;

/// Colours that the canvas draws in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colours {
    /// The ground.
    pub surface: String,
    /// Land.
    pub land: String,
    /// Borders.
    pub land_line: String,
    /// Words and rings.
    pub ink: String,
    /// Words of less weight.
    pub dim: String,
    /// The mark of what is pointed at.
    pub accent: String,
    /// Words on the accent.
    pub on_accent: String,
}

impl Colours {
    /// The colours that an element has.
    pub fn of(element: &web_sys::Element) -> Colours {
        let style = window().get_computed_style(element).ok().flatten();
        let colour = |name: &str, otherwise: &str| {
            let value = style.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default();
            if value.trim().is_empty() { otherwise.to_owned() } else { value.trim().to_owned() }
        };
        Colours {
            surface: colour("--surface", "#fff"),
            land: colour("--land", "#e9edef"),
            land_line: colour("--land-line", "#fff"),
            ink: colour("--ink", "#1b2227"),
            dim: colour("--dim", "#56636b"),
            accent: colour("--accent", "#0b6e6e"),
            on_accent: colour("--on-accent", "#fff"),
        }
    }

    /// The colours of a saved picture.
    pub fn picture(self) -> PictureColours {
        PictureColours { surface: self.surface, land: self.land, land_line: self.land_line, ink: self.ink, dim: self.dim }
    }
}
