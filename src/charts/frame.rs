//! A drawing as a file that speaks for itself: on a ground of its own, under its title and what is said of it, with
//! the plan and the scenario it belongs to. Sizes are in the drawing's own units.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use plotters::style::RGBColor;

use super::ChartStyle;
use super::style::FONT;
use crate::locale::markup::escaped;

/// Room around everything.
const MARGIN: u32 = 16;
/// The height of the title's line.
const TITLE_HEIGHT: u32 = 26;
/// The height of a further line.
const LINE_HEIGHT: u32 = 20;
/// How much of a line lies below the foot of its letters.
const BELOW_BASE: u32 = 7;
/// Room between words and drawing.
const GAP: u32 = 8;
/// About the width of a letter of the lines under the title; that of the title's is a quarter more.
const LETTER_WIDTH: f64 = 6.1;

/// What is said around a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// What it shows, with its unit.
    pub title: String,
    /// What it says and how its marks are read; one paragraph each.
    pub lines: Vec<String>,
    /// Where it is from: the plan and the scenario.
    pub source: String,
    /// The ground and the words.
    pub style: ChartStyle,
    /// Whether words begin at the right.
    pub is_right_to_left: bool,
}

/// A drawing with its frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framed {
    /// The drawing.
    pub svg: String,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Frame {
    /// Puts the frame around a drawing of that size.
    pub fn around(&self, drawing: &str, width: u32, height: u32) -> Framed {
        let letters = |letter_width: f64| (f64::from(width) / letter_width) as usize;
        let title = wrapped(&self.title, letters(LETTER_WIDTH * 1.25));
        let lines: Vec<String> = self.lines.iter().flat_map(|line| wrapped(line, letters(LETTER_WIDTH))).collect();
        let source = wrapped(&self.source, letters(LETTER_WIDTH));
        let head = MARGIN + title.len() as u32 * TITLE_HEIGHT + lines.len() as u32 * LINE_HEIGHT + GAP;
        let foot = GAP + source.len() as u32 * LINE_HEIGHT + MARGIN;
        let (whole_width, whole_height) = (width + 2 * MARGIN, head + height + foot);
        let mut svg = String::with_capacity(drawing.len() + 2_048);
        // Writing to a String cannot fail.
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole_width}\" height=\"{whole_height}\" viewBox=\"0 0 {whole_width} {whole_height}\">\
             <title>{}</title><rect width=\"{whole_width}\" height=\"{whole_height}\" fill=\"{}\"/>",
            escaped(&self.title),
            hex(self.style.surface)
        );
        let at = if self.is_right_to_left { (MARGIN + width, "end", '\u{200f}') } else { (MARGIN, "start", '\u{200e}') };
        let y = write_lines(
            &mut svg,
            &title,
            at,
            MARGIN,
            TITLE_HEIGHT,
            &format!("font-size=\"16\" font-weight=\"600\" fill=\"{}\"", hex(self.style.ink)),
        );
        let look = format!("font-size=\"13\" fill=\"{}\"", hex(self.style.dim));
        write_lines(&mut svg, &lines, at, y, LINE_HEIGHT, &look);
        let _ = write!(svg, "<g transform=\"translate({MARGIN},{head})\">{drawing}</g>");
        write_lines(&mut svg, &source, at, head + height + GAP, LINE_HEIGHT, &look);
        svg.push_str("</svg>\n");
        // As an attribute of each text, not as a style sheet: pages that allow none show the picture as well.
        let svg = svg.replace("<text ", "<text unicode-bidi=\"plaintext\" ");
        Framed { svg, width: whole_width, height: whole_height }
    }
}

/// Writes lines below `top`; answers where they end.
fn write_lines(
    svg: &mut String,
    lines: &[String],
    (x, anchor, direction_mark): (u32, &str, char),
    top: u32,
    line_height: u32,
    look: &str,
) -> u32 {
    let mut bottom = top;
    for words in lines {
        bottom += line_height;
        let base = bottom - BELOW_BASE;
        let _ = write!(
            svg,
            "<text x=\"{x}\" y=\"{base}\" text-anchor=\"{anchor}\" font-family=\"{FONT}\" {look}>{direction_mark}{}</text>",
            escaped(words)
        );
    }
    bottom
}

/// Words in lines of at most so many letters; a longer word has a line of its own.
fn wrapped(words: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn hex(colour: RGBColor) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.0, colour.1, colour.2)
}

/// A drawing that brings its font along: a picture that stands alone sees none of the page's. `woff2` is the file.
pub fn with_font(svg: &str, woff2: &[u8]) -> String {
    let Some(end) = svg.find("<svg").and_then(|start| Some(start + svg[start..].find('>')? + 1)) else { return svg.to_owned() };
    let (root, rest) = svg.split_at(end);
    let font = STANDARD.encode(woff2);
    format!(
        "{root}<style>@font-face{{font-family:Vazirmatn;font-weight:100 900;src:url(data:font/woff2;base64,{font}) format('woff2')}}</style>{rest}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(is_right_to_left: bool) -> Frame {
        Frame {
            title: "Potential ($)".into(),
            lines: vec!["25 of 25 within ±10%".into(), "Share of the fair target, today (hollow) and in this scenario (filled)".into()],
            source: "Plan <A> & B · Balanced".into(),
            style: ChartStyle::DARK,
            is_right_to_left,
        }
    }

    #[test]
    fn a_file_says_what_it_shows_and_where_it_is_from() {
        let framed = frame(false).around("<svg width=\"400\" height=\"100\"></svg>", 400, 100);
        for said in [
            "<title>Potential ($)</title>",
            ">\u{200e}Potential ($)</text>",
            "25 of 25 within ±10%</text>",
            "(filled)",
            "Plan &lt;A&gt; &amp; B · Balanced",
        ] {
            assert!(framed.svg.contains(said), "{said} is missing: {}", framed.svg);
        }
        assert!(framed.svg.contains("fill=\"#1a2125\"/>"), "a ground of the theme, or words are lost on white paper");
        assert!(framed.svg.contains(&format!("viewBox=\"0 0 432 {}\"", framed.height)));
        assert_eq!(framed.width, 432);
        // A title, a verdict, a long line on two, a source, and room around.
        assert_eq!(framed.height, 16 + 26 + 3 * 20 + 8 + 100 + 8 + 20 + 16);
    }

    #[test]
    fn persian_begins_at_the_right() {
        let framed = frame(true).around("<svg/>", 400, 100);
        assert_eq!(framed.svg.matches(" x=\"416\" y").count(), 5);
        assert_eq!(framed.svg.matches("text-anchor=\"end\"").count(), 5);
        assert_eq!(framed.svg.matches(">\u{200f}").count(), 5, "also where plan and scenario have English names");
        assert!(framed.svg.contains("<text unicode-bidi=\"plaintext\""), "an ellipsis stands at the end of its own words");
    }

    #[test]
    fn nothing_is_lost_in_wrapping() {
        let words = "one two three-hundred-and-thirty-three four";
        assert_eq!(wrapped(words, 9), ["one two", "three-hundred-and-thirty-three", "four"]);
        assert_eq!(wrapped("", 9), Vec::<String>::new());
        assert_eq!(wrapped(words, 0).join(" "), words);
    }

    #[test]
    fn the_font_goes_into_the_root() {
        let svg = with_font("<svg width=\"1\"><text>a</text></svg>", b"font");
        assert!(svg.starts_with("<svg width=\"1\"><style>@font-face{font-family:Vazirmatn;"));
        assert!(svg.contains("base64,Zm9udA==)") && svg.ends_with("<text>a</text></svg>"));
        assert_eq!(with_font("no drawing", b"font"), "no drawing");
    }
}
