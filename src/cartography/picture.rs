//! The map as an SVG file: what is in sight, with its names, legend and title. Everything that a user typed is
//! escaped; a customer's name never becomes markup.

use std::fmt::Write;

use super::labels::{LABEL_PADDING, PlacedLabel};
use super::{Outlines, Scene, Viewport, WorldPoint};

/// Room for the title above the map, pixels.
const HEAD: f64 = 44.0;
/// The height of a legend line, pixels.
const LINE: f64 = 20.0;

/// A line of the legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendLine {
    /// Its colour as `#rrggbb`; `None` for words alone.
    pub colour: Option<String>,
    /// Its words.
    pub words: String,
}

/// The colours of the picture as CSS writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureColours {
    /// Behind everything.
    pub surface: String,
    /// Land.
    pub land: String,
    /// Borders.
    pub land_line: String,
    /// Words and the marks of moved accounts.
    pub ink: String,
    /// Words of less weight.
    pub dim: String,
}

/// What the picture shows.
pub struct MapPicture<'a> {
    /// Its title.
    pub title: &'a str,
    /// A line under it.
    pub subtitle: &'a str,
    /// What is in sight.
    pub viewport: Viewport,
    /// The points and territories.
    pub scene: &'a Scene,
    /// The borders, if any are shown.
    pub outlines: Option<&'a Outlines>,
    /// The colour of a territory of the scene, or of accounts without one.
    pub colour_of: &'a dyn Fn(Option<usize>) -> String,
    /// Names on the map: their boxes and words.
    pub labels: &'a [(PlacedLabel, String)],
    /// The legend.
    pub legend: &'a [LegendLine],
    /// Colours.
    pub colours: &'a PictureColours,
    /// Whether words run from right to left.
    pub is_right_to_left: bool,
}

impl MapPicture<'_> {
    /// The size of the picture, pixels.
    pub fn size(&self) -> (f64, f64) {
        let columns = self.legend_columns();
        let lines = self.legend.len().div_ceil(columns);
        (self.viewport.width, HEAD + self.viewport.height + lines as f64 * LINE + 24.0)
    }

    fn legend_columns(&self) -> usize {
        ((self.viewport.width / 220.0) as usize).clamp(1, 6)
    }

    /// The file.
    pub fn to_svg(&self) -> String {
        let (width, height) = self.size();
        let mut svg = String::with_capacity(64 * self.scene.points.len() + 4_096);
        let direction = if self.is_right_to_left { "rtl" } else { "ltr" };
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" direction=\"{direction}\" \
             font-family=\"Vazirmatn, Tahoma, 'Segoe UI', sans-serif\" font-size=\"13\"><title>{title}</title>\
             <rect width=\"{w}\" height=\"{h}\" fill=\"{surface}\"/>",
            w = number(width),
            h = number(height),
            title = escaped(self.title),
            surface = escaped(&self.colours.surface),
        );
        self.head(&mut svg);
        let _ = write!(
            svg,
            "<svg x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\" overflow=\"hidden\">",
            number(HEAD),
            number(width),
            number(self.viewport.height)
        );
        self.land(&mut svg);
        self.points(&mut svg);
        self.names(&mut svg);
        svg.push_str("</svg>");
        self.legend(&mut svg);
        svg.push_str("</svg>\n");
        svg
    }

    /// Where a line of words begins, from the side that reading begins at.
    fn start(&self, from_start: f64) -> f64 {
        if self.is_right_to_left { self.viewport.width - from_start } else { from_start }
    }

    fn head(&self, svg: &mut String) {
        let x = number(self.start(16.0));
        let _ = write!(
            svg,
            "<text x=\"{x}\" y=\"20\" font-size=\"15\" font-weight=\"600\" fill=\"{}\">{}</text><text x=\"{x}\" y=\"38\" fill=\"{}\">{}</text>",
            escaped(&self.colours.ink),
            escaped(self.title),
            escaped(&self.colours.dim),
            escaped(self.subtitle)
        );
    }

    fn land(&self, svg: &mut String) {
        let Some(outlines) = self.outlines else { return };
        let _ = write!(
            svg,
            "<g fill=\"{}\" stroke=\"{}\" stroke-linejoin=\"round\" fill-rule=\"evenodd\">",
            escaped(&self.colours.land),
            escaped(&self.colours.land_line)
        );
        for region in &outlines.regions {
            svg.push_str("<path d=\"");
            for ring in &region.rings {
                self.ring(svg, ring);
            }
            let _ = write!(svg, "\"><title>{}</title></path>", escaped(&region.name));
        }
        svg.push_str("</g>");
    }

    /// A ring, without the points that fall on the same tenth of a pixel as the one before.
    fn ring(&self, svg: &mut String, ring: &[WorldPoint]) {
        let mut before = None;
        for point in ring {
            let (x, y) = self.viewport.screen_from_world(*point);
            let rounded = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
            if before != Some(rounded) {
                let _ = write!(svg, "{}{} {}", if before.is_none() { 'M' } else { 'L' }, number(x), number(y));
                before = Some(rounded);
            }
        }
        svg.push('Z');
    }

    fn points(&self, svg: &mut String) {
        let seen = self.viewport.visible(20.0);
        let growth = self.viewport.point_growth();
        let _ = write!(svg, "<g stroke=\"{}\" stroke-width=\"0.7\">", escaped(&self.colours.surface));
        for point in self.scene.points.iter().filter(|point| seen.contains(point.place)) {
            let (x, y) = self.viewport.screen_from_world(point.place);
            let radius = point.radius * growth;
            let colour = (self.colour_of)(point.territory);
            let _ =
                write!(svg, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"/>", number(x), number(y), number(radius), escaped(&colour));
            if point.is_moved {
                let _ = write!(
                    svg,
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" stroke=\"{}\"/>",
                    number(x),
                    number(y),
                    number(radius + 1.6),
                    escaped(&self.colours.ink)
                );
            }
        }
        svg.push_str("</g>");
    }

    fn names(&self, svg: &mut String) {
        let _ = write!(
            svg,
            "<g text-anchor=\"middle\" font-size=\"12\" font-weight=\"600\" fill=\"{}\" stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\">",
            escaped(&self.colours.ink),
            escaped(&self.colours.surface)
        );
        for (place, words) in self.labels {
            let (x, y) = (place.left + place.width / 2.0, place.top + place.height / 2.0 + 4.0);
            // The length that the name has on screen holds where the reader's machine lacks the font.
            let _ = write!(
                svg,
                "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
                number(x),
                number(y),
                number((place.width - LABEL_PADDING).max(1.0)),
                escaped(words)
            );
        }
        svg.push_str("</g>");
    }

    fn legend(&self, svg: &mut String) {
        let columns = self.legend_columns();
        let lines = self.legend.len().div_ceil(columns).max(1);
        let column_width = (self.viewport.width - 32.0) / columns as f64;
        for (index, line) in self.legend.iter().enumerate() {
            let from_start = 16.0 + (index / lines) as f64 * column_width;
            let y = HEAD + self.viewport.height + 22.0 + (index % lines) as f64 * LINE;
            if let Some(colour) = &line.colour {
                let x = if self.is_right_to_left { self.start(from_start) - 10.0 } else { from_start };
                let _ = write!(
                    svg,
                    "<rect x=\"{}\" y=\"{}\" width=\"10\" height=\"10\" rx=\"3\" fill=\"{}\"/>",
                    number(x),
                    number(y - 9.0),
                    escaped(colour)
                );
            }
            let _ = write!(
                svg,
                "<text x=\"{}\" y=\"{}\" fill=\"{}\">{}</text>",
                number(self.start(from_start + 16.0)),
                number(y),
                escaped(&self.colours.ink),
                escaped(&line.words)
            );
        }
    }
}

/// A length with at most one decimal place.
fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// Words as the text or attribute of XML: markup is escaped, signs that XML does not allow fall away.
pub fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::cartography::ScenePoint;
    use crate::domain::AccountId;
    use proptest::prelude::*;

    fn colours() -> PictureColours {
        let colour = |code: &str| code.to_owned();
        PictureColours {
            surface: colour("#fff"),
            land: colour("#eee"),
            land_line: colour("#fff"),
            ink: colour("#111"),
            dim: colour("#666"),
        }
    }

    fn picture(words: &str) -> String {
        let place = WorldPoint { x: 0.5, y: 0.5 };
        let mut scene = Scene::default();
        scene.points.push(ScenePoint { account: AccountId(1), place, radius: 4.0, territory: Some(0), is_moved: true });
        let square = format!(
            r#"{{"type":"Feature","properties":{{"name":{}}},"geometry":{{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]]]}}}}"#,
            serde_json::to_string(words).unwrap()
        );
        let outlines = crate::cartography::outlines::tests::read(&square);
        let label = PlacedLabel { left: 10.0, top: 10.0, width: 60.0, height: 18.0 };
        MapPicture {
            title: words,
            subtitle: words,
            viewport: Viewport::new(600.0, 400.0),
            scene: &scene,
            outlines: Some(&outlines),
            colour_of: &|_| "#0072b2".to_owned(),
            labels: &[(label, words.to_owned())],
            legend: &[LegendLine { colour: Some("#0072b2".to_owned()), words: words.to_owned() }],
            colours: &colours(),
            is_right_to_left: true,
        }
        .to_svg()
    }

    #[test]
    fn names_never_become_markup() {
        let svg = picture("<img src=x onerror=\"alert('1')\"> & Söhne");
        assert!(!svg.contains("<img"));
        assert_eq!(svg.matches("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Söhne").count(), 6);
    }

    #[test]
    fn the_picture_has_points_marks_and_legend() {
        let svg = picture("شمال");
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\""));
        assert_eq!(svg.matches("<circle").count(), 2);
        assert!(svg.contains("direction=\"rtl\""));
        assert!(svg.contains("<rect x=\"574\""), "the swatch stands at the right where reading begins");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_leaves_the_file_well_formed(words in any::<String>()) {
            let safe = escaped(&words);
            let forbidden = ['<', '>', '"', '\'', '\u{0}', '\u{b}'];
            prop_assert!(!safe.contains(forbidden));
            let names = ["amp;", "lt;", "gt;", "quot;", "#39;"];
            prop_assert!(safe.split('&').skip(1).all(|rest| names.iter().any(|name| rest.starts_with(name))));
        }
    }
}
