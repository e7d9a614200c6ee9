//! Pictures as files: SVG as it is, or PNG painted from it in the font of the page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use super::session;
use super::studio::{NoticeKind, Studio};
use crate::browser::{error_words, fetch};
use crate::charts::frame::with_font;
use crate::locale::words::charts as words;

/// The page's font, beside the page.
const FONT_FILE: &str = "fonts/vazirmatn.woff2";
/// Pixels of a PNG for each unit of the drawing.
const PNG_DENSITY: f64 = 2.0;

/// A picture that stands alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The name of its file without the ending.
    pub file_stem: String,
    /// The drawing.
    pub svg: String,
    /// Its width in its own units.
    pub width: f64,
    /// Its height in its own units.
    pub height: f64,
}

/// Hands a picture out as an SVG file.
pub fn download_svg(studio: Studio, picture: &Picture) {
    session::download(studio, &format!("{}.svg", picture.file_stem), "image/svg+xml", picture.svg.as_bytes());
}

/// Hands a picture out as a PNG file.
pub fn download_png(studio: Studio, picture: Picture) {
    spawn_local(async move {
        match painted(&picture).await {
            Ok(bytes) => session::download(studio, &format!("{}.png", picture.file_stem), "image/png", &bytes),
            Err(error) => studio.notify(NoticeKind::Error, studio.fill(words::PICTURE_FAILED, &[("why", &error_words(&error))])),
        }
    });
}

async fn painted(picture: &Picture) -> Result<Vec<u8>, JsValue> {
    // Without the font the picture is still right, in another one.
    let svg = match fetch::bytes(FONT_FILE).await {
        Ok(font) => with_font(&picture.svg, &font),
        Err(_) => picture.svg.clone(),
    };
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = js_sys::Array::of1(&JsValue::from_str(&svg));
    let address = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &options)?)?;
    let outcome = paint(&address, picture).await;
    Url::revoke_object_url(&address)?;
    outcome
}

async fn paint(address: &str, picture: &Picture) -> Result<Vec<u8>, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    let (width, height) = (picture.width * PNG_DENSITY, picture.height * PNG_DENSITY);
    canvas.set_width(width.ceil() as u32);
    canvas.set_height(height.ceil() as u32);
    let context = canvas.get_context("2d")?.ok_or_else(|| JsValue::from_str("no canvas"))?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)?;
    let made = js_sys::Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob(&resolve) {
            // A rejected promise carries the refusal on.
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    let blob: Blob = JsFuture::from(made).await?.dyn_into()?;
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}
