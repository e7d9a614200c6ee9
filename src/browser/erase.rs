//! Deletes everything that the product keeps in this browser: plans, preferences and the copy of the app for
//! use without a network.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::preference_store;
use crate::port::store::{PlanStore, StoreError};

/// Deletes everything. The page should be loaded anew afterwards.
///
/// # Errors
/// The plans could not be deleted; then nothing was.
pub async fn erase_everything(store: &impl PlanStore) -> Result<(), StoreError> {
    store.remove_everything().await?;
    preference_store::forget();
    erase_caches().await.map_err(|error| StoreError::Other { detail: super::error_words(&error) })
}

async fn erase_caches() -> Result<(), JsValue> {
    let caches = js_sys::Reflect::get(&js_sys::global(), &"caches".into())?;
    // Pages without https have no caches.
    if caches.is_undefined() {
        return Ok(());
    }
    let names = call(&caches, "keys", &js_sys::Array::new()).await?;
    for name in js_sys::Array::from(&names).iter() {
        call(&caches, "delete", &js_sys::Array::of1(&name)).await?;
    }
    Ok(())
}

async fn call(object: &JsValue, name: &str, arguments: &js_sys::Array) -> Result<JsValue, JsValue> {
    let function: js_sys::Function = js_sys::Reflect::get(object, &name.into())?.dyn_into()?;
    let promise: js_sys::Promise = function.apply(object, arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}
