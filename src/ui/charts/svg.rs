//! Puts SVG text into the page. The text is parsed as XML, never as HTML.

use web_sys::{DomParser, Element, SupportedType};

/// Replaces an element's content by a drawing; one that is not XML leaves it empty.
pub fn put(place: &Element, svg: &str) {
    place.set_text_content(None);
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(svg, SupportedType::ImageSvgXml));
    let Some(drawing) = parsed.ok().and_then(|document| document.document_element()) else { return };
    if drawing.tag_name() == "svg" {
        // The drawing is decorative here: its words and its table stand beside it.
        let _ = drawing.set_attribute("aria-hidden", "true");
        let _ = drawing.set_attribute("focusable", "false");
        let _ = place.append_child(&drawing);
    }
}
