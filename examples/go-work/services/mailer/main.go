// Command mailer answers `GET /letters/{name}` with the letter to somebody.
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os/signal"
	"syscall"

	"example.com/shop/greeting"
)

func main() {
	http.HandleFunc("GET /letters/{name}", func(response http.ResponseWriter, request *http.Request) {
		_, _ = response.Write([]byte(greeting.To(request.PathValue("name"))))
	})
	server := &http.Server{Addr: ":8081"}
	stop, done := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer done()
	go func() {
		<-stop.Done()
		_ = server.Shutdown(context.Background())
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}
