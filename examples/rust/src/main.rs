//! Counts visits, until it is told to stop.

mod page;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::State;
use axum::response::Html;
use axum::{Router, routing::get};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Router::new()
        .route("/", get(visit))
        .route("/health", get(|| async { "ok\n" }))
        .with_state(Arc::new(AtomicU64::new(0)));
    let listener = TcpListener::bind("0.0.0.0:8080").await?;
    println!("listening on {}", listener.local_addr()?);
    axum::serve(listener, app).with_graceful_shutdown(stopped()).await
}

async fn visit(State(count): State<Arc<AtomicU64>>) -> Html<String> {
    Html(page::render(count.fetch_add(1, Ordering::Relaxed) + 1))
}

async fn stopped() {
    let mut terminate = signal(SignalKind::terminate()).expect("the runtime handles signals");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    println!("stopping");
}
