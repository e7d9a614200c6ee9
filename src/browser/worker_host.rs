//! The worker's end: runs a service inside a dedicated worker. Between two slices of its work it hears the
//! messages that came in, so that a cancellation is never far away. The page's end is [`super::worker_client`].
//!
//! The script of the worker is a module of two lines beside what `wasm-bindgen --target web` makes; the second
//! tells the page when the wasm itself cannot be loaded:
//!
//! ```js
//! import start from "./worker.js";
//! start().catch((error) => postMessage(String(error)));
//! ```

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

use crate::port::build::BUILD_ID;
use crate::port::service::Service;
use crate::port::worker::{FromWorker, from_bytes, to_bytes};

struct Host<S: Service> {
    scope: DedicatedWorkerGlobalScope,
    service: RefCell<S>,
    /// A message to ourselves is a turn at the end of the queue, without the pause that timers get.
    next_turn: MessagePort,
    is_turn_due: Cell<bool>,
}

/// The name that the page gave the worker that this is called in: that of the service it asks for.
pub fn service_name() -> String {
    js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().map(|scope| scope.name()).unwrap_or_default()
}

/// Runs a service in the worker that this is called in, until the page ends the worker.
pub fn run<S: Service + 'static>(service: S) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        // Only a mistake in the page's own markup leads here, and there is nobody to answer to.
        web_sys::console::error_1(&"this module is to be run as a worker".into());
        return;
    };
    tell_of_panics();
    let channel = match MessageChannel::new() {
        Ok(channel) => channel,
        Err(error) => return post::<()>(&scope, &FromWorker::Panicked { message: super::error_words(&error) }),
    };
    let host =
        Rc::new(Host { scope: scope.clone(), service: RefCell::new(service), next_turn: channel.port2(), is_turn_due: Cell::new(false) });

    let turning = Rc::clone(&host);
    let on_turn = Closure::<dyn FnMut(MessageEvent)>::new(move |_| turning.turn());
    channel.port1().set_onmessage(Some(on_turn.as_ref().unchecked_ref()));
    on_turn.forget();

    let hearing = Rc::clone(&host);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hearing.hear(&event));
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();

    post::<S::Response>(&scope, &FromWorker::Ready { build: BUILD_ID.to_owned() });
}

impl<S: Service> Host<S> {
    fn hear(&self, event: &MessageEvent) {
        match from_bytes(&js_sys::Uint8Array::new(&event.data()).to_vec()) {
            Ok(request) => {
                self.service.borrow_mut().handle(request, &mut |response| post(&self.scope, &FromWorker::Response(response)));
                self.ask_for_turn();
            }
            Err(failure) => post::<S::Response>(&self.scope, &FromWorker::UnreadableRequest { detail: failure.to_string() }),
        }
    }

    fn turn(&self) {
        self.is_turn_due.set(false);
        let is_more_left = self.service.borrow_mut().step(&mut |response| post(&self.scope, &FromWorker::Response(response)));
        if is_more_left {
            self.ask_for_turn();
        }
    }

    fn ask_for_turn(&self) {
        if self.is_turn_due.replace(true) {
            return;
        }
        if let Err(error) = self.next_turn.post_message(&JsValue::NULL) {
            let message = super::error_words(&error);
            post::<S::Response>(&self.scope, &FromWorker::Panicked { message });
        }
    }
}

fn tell_of_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
            post::<()>(&scope, &FromWorker::Panicked { message: panic.to_string() });
        }
        console_error_panic_hook::hook(panic);
    }));
}

fn post<Response: serde::Serialize>(scope: &DedicatedWorkerGlobalScope, message: &FromWorker<Response>) {
    let bytes = match to_bytes(message) {
        Ok(bytes) => bytes,
        Err(failure) => {
            let message = FromWorker::<()>::Panicked { message: failure.to_string() };
            to_bytes(&message).unwrap_or_default()
        }
    };
    let bytes = js_sys::Uint8Array::from(bytes.as_slice());
    if let Err(error) = scope.post_message_with_transfer(&bytes, &js_sys::Array::of1(&bytes.buffer())) {
        web_sys::console::error_1(&error);
    }
}
