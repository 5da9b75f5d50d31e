// Command orders takes orders: `POST /orders` answers with the name of a new one.
package main

import (
	"context"
	"errors"
	"net/http"
	"os/signal"
	"syscall"

	"example.com/shop/ids"
	"example.com/shop/journal"
)

func main() {
	journal := journal.For("orders")
	http.HandleFunc("POST /orders", func(response http.ResponseWriter, _ *http.Request) {
		order := ids.New("order")
		journal.Info("taken", "order", order)
		response.WriteHeader(http.StatusCreated)
		_, _ = response.Write([]byte(order + "\n"))
	})
	http.HandleFunc("GET /health", func(response http.ResponseWriter, _ *http.Request) {
		_, _ = response.Write([]byte("ok\n"))
	})
	server := &http.Server{Addr: ":8080"}
	stop, done := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer done()
	go func() {
		<-stop.Done()
		_ = server.Shutdown(context.Background())
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		journal.Error("stopped", "error", err)
	}
}
