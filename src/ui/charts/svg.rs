//! Puts SVG text into the page, and turns it into files. The text is parsed as XML, never as HTML.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomParser, Element, HtmlCanvasElement, HtmlImageElement, SupportedType};

use crate::ui::session;
use crate::ui::studio::{NoticeKind, Studio};

/// How many pixels of a PNG stand for one unit of the drawing.
const PNG_SCALE: f64 = 2.0;

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

/// Hands a drawing to the user as an SVG file.
pub fn download_svg(studio: Studio, name: &str, svg: &str) {
    session::download(studio, &format!("{}.svg", session::file_stem(name)), "image/svg+xml", svg.as_bytes());
}

/// Hands a drawing to the user as a PNG file, on the ground of the theme.
pub fn download_png(studio: Studio, name: &str, svg: String, width: u32, height: u32, ground: String) {
    let name = format!("{}.png", session::file_stem(name));
    spawn_local(async move {
        match png(&svg, width, height, &ground).await {
            Ok(bytes) => session::download(studio, &name, "image/png", &bytes),
            Err(error) => studio.notify(NoticeKind::Error, crate::browser::error_words(&error)),
        }
    });
}

async fn png(svg: &str, width: u32, height: u32, ground: &str) -> Result<Vec<u8>, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(svg)));
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    canvas.set_width((f64::from(width) * PNG_SCALE) as u32);
    canvas.set_height((f64::from(height) * PNG_SCALE) as u32);
    let context: web_sys::CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or("no canvas")?.dyn_into()?;
    context.scale(PNG_SCALE, PNG_SCALE)?;
    context.set_fill_style_str(ground);
    context.fill_rect(0.0, 0.0, width.into(), height.into());
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width.into(), height.into())?;
    let blob = JsFuture::from(js_sys::Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: Option<Blob>| {
            let answered = match blob {
                Some(blob) => resolve.call1(&JsValue::NULL, &blob),
                None => reject.call1(&JsValue::NULL, &"the picture could not be made".into()),
            };
            if let Err(error) = answered {
                web_sys::console::error_1(&error);
            }
        });
        if let Err(error) = canvas.to_blob(done.unchecked_ref()) {
            web_sys::console::error_1(&error);
        }
    }))
    .await?;
    let buffer = JsFuture::from(blob.dyn_into::<Blob>()?.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
