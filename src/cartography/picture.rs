//! The map as an SVG file: what is in sight, with its names, legend and title. Everything that a user typed is
//! escaped; a customer's name never becomes markup.

use std::fmt::Write;

use super::labels::{PlacedLabel, shortened};
use super::{Outlines, Scene, Viewport, WorldPoint};
use crate::locale::markup::escaped;

/// Room for the title above the map, pixels.
const HEAD: f64 = 44.0;
/// The height of a legend line, pixels.
const LINE: f64 = 20.0;
/// About the width of a letter of the legend, pixels.
const LETTER_WIDTH: f64 = 6.6;
/// A name of more letters does not make the columns wider; it is cut where it meets the next.
const LONGEST_NAME: usize = 40;
/// The least width of a column of the legend, pixels.
const LEAST_COLUMN_WIDTH: f64 = 200.0;

/// What stands before the words of a legend's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LegendMark {
    /// A territory's colour as `#rrggbb`.
    Swatch(String),
    /// The ring of an account that has another territory than today.
    Ring,
    /// Nothing.
    Nothing,
}

/// A line of the legend. Territories come first, each with its swatch; what follows without one are notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendLine {
    /// Its mark.
    pub mark: LegendMark,
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
    /// Whether what has another territory than today has a ring.
    pub has_rings: bool,
    /// Whether words run from right to left.
    pub is_right_to_left: bool,
}

impl MapPicture<'_> {
    /// The size of the picture, pixels.
    pub fn size(&self) -> (f64, f64) {
        let lines = self.entries().len().div_ceil(self.legend_columns()) + self.notes().len();
        (self.viewport.width, HEAD + self.viewport.height + lines as f64 * LINE + 24.0)
    }

    /// As many as fit the longest words, notes and very long names aside.
    fn legend_columns(&self) -> usize {
        let lengths = self.entries().iter().map(|line| line.words.chars().count().min(LONGEST_NAME));
        let column_width = (lengths.max().unwrap_or(0) as f64 * LETTER_WIDTH + 32.0).max(LEAST_COLUMN_WIDTH);
        (((self.viewport.width - 32.0) / column_width) as usize).clamp(1, 6)
    }

    /// The territories of the legend, which stand in columns.
    fn entries(&self) -> &[LegendLine] {
        self.legend.split_at(self.first_note()).0
    }

    /// The notes of the legend, which stand below on lines of their own.
    fn notes(&self) -> &[LegendLine] {
        self.legend.split_at(self.first_note()).1
    }

    fn first_note(&self) -> usize {
        self.legend.iter().position(|line| !matches!(line.mark, LegendMark::Swatch(_))).unwrap_or(self.legend.len())
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
            escaped(&isolated(self.title)),
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
            if point.is_moved && self.has_rings {
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
            let _ = write!(svg, "<text x=\"{}\" y=\"{}\">{}</text>", number(x), number(y), escaped(&isolated(words)));
        }
        svg.push_str("</g>");
    }

    fn legend(&self, svg: &mut String) {
        let columns = self.legend_columns();
        let lines = self.entries().len().div_ceil(columns);
        let column_width = (self.viewport.width - 32.0) / columns as f64;
        let letters = ((column_width - 32.0) / LETTER_WIDTH) as usize;
        let in_columns = self.entries().iter().enumerate().map(|(index, line)| {
            let (column, row) = (index / lines.max(1), index % lines.max(1));
            (16.0 + column as f64 * column_width, row, LegendLine { words: shortened(&line.words, letters), ..line.clone() })
        });
        let below = self.notes().iter().enumerate().map(|(index, line)| (16.0, lines + index, line.clone()));
        for (from_start, row, line) in in_columns.chain(below) {
            let y = HEAD + self.viewport.height + 22.0 + row as f64 * LINE;
            self.legend_mark(svg, &line.mark, from_start, y);
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

    fn legend_mark(&self, svg: &mut String, mark: &LegendMark, from_start: f64, y: f64) {
        let middle = (self.start(from_start + 5.0), y - 4.0);
        let _ = match mark {
            LegendMark::Nothing => return,
            LegendMark::Swatch(colour) => write!(
                svg,
                "<rect x=\"{}\" y=\"{}\" width=\"10\" height=\"10\" rx=\"3\" fill=\"{}\"/>",
                number(middle.0 - 5.0),
                number(middle.1 - 5.0),
                escaped(colour)
            ),
            LegendMark::Ring => write!(
                svg,
                "<g class=\"ring\"><circle cx=\"{x}\" cy=\"{y}\" r=\"3.5\" fill=\"{dim}\"/><circle cx=\"{x}\" cy=\"{y}\" r=\"5.1\" fill=\"none\" stroke=\"{ink}\"/></g>",
                x = number(middle.0),
                y = number(middle.1),
                dim = escaped(&self.colours.dim),
                ink = escaped(&self.colours.ink)
            ),
        };
    }
}

/// Words that keep their marks in place beside words of the other direction.
fn isolated(words: &str) -> String {
    format!("\u{2068}{words}\u{2069}")
}

/// A length with at most one decimal place.
fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::cartography::ScenePoint;
    use crate::domain::AccountId;

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

    fn picture(words: &str, has_rings: bool) -> String {
        let place = WorldPoint { x: 0.5, y: 0.5 };
        let mut scene = Scene::default();
        let point = |id: u32, is_moved: bool| ScenePoint { account: AccountId(id), place, radius: 4.0, territory: Some(0), is_moved };
        scene.points = vec![point(1, true), point(2, false), point(3, false), point(4, false)];
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
            legend: &[
                LegendLine { mark: LegendMark::Swatch("#0072b2".to_owned()), words: words.to_owned() },
                LegendLine { mark: LegendMark::Ring, words: "Ring".to_owned() },
            ],
            colours: &colours(),
            has_rings,
            is_right_to_left: true,
        }
        .to_svg()
    }

    #[test]
    fn names_never_become_markup() {
        let svg = picture("<img src=x onerror=\"alert('1')\"> & Söhne", true);
        assert!(!svg.contains("<img"));
        assert_eq!(svg.matches("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Söhne").count(), 6);
    }

    #[test]
    fn a_long_note_leaves_the_columns_as_they_are() {
        let scene = Scene::default();
        let swatch = |index: usize| LegendLine { mark: LegendMark::Swatch("#0072b2".to_owned()), words: format!("Territory {index} (24)") };
        let note = |words: &str| LegendLine { mark: LegendMark::Nothing, words: words.to_owned() };
        let height = |notes: &[LegendLine]| {
            let legend: Vec<LegendLine> = (0..25).map(swatch).chain(notes.iter().cloned()).collect();
            let picture = MapPicture {
                title: "Plan",
                subtitle: "Today",
                viewport: Viewport::new(900.0, 400.0),
                scene: &scene,
                outlines: None,
                colour_of: &|_| "#0072b2".to_owned(),
                labels: &[],
                legend: &legend,
                colours: &colours(),
                has_rings: false,
                is_right_to_left: false,
            };
            assert_eq!(picture.to_svg().matches("<rect x=").count(), 25);
            picture.size().1
        };
        assert_eq!(height(&[]), HEAD + 400.0 + 7.0 * LINE + 24.0, "25 territories in four columns");
        let long = note(&"a note that goes on and on ".repeat(6));
        assert_eq!(height(&[long]), height(&[]) + LINE, "one line more");
    }

    #[test]
    fn the_picture_has_points_marks_and_legend() {
        let svg = picture("شمال", true);
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\""));
        assert_eq!(svg.matches("<circle").count(), 4 + 1 + 2, "four points, a ring, and the ring of the legend");
        assert_eq!(picture("شمال", false).matches("<circle").count(), 4 + 2);
        assert!(svg.contains("class=\"ring\""), "the legend shows what it speaks of");
        assert!(!svg.contains("textLength"), "names are not squeezed where the font is another");
        assert!(svg.contains("direction=\"rtl\""));
        assert!(svg.contains("<rect x=\"574\""), "the swatch stands at the right where reading begins");
    }
}
