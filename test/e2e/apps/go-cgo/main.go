// Command sums serves checksums, until it is told to stop.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os/signal"
	"syscall"

	"example.com/sums/checksum"
	"github.com/google/uuid"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	server := &http.Server{Addr: ":8080"}
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%s %d\n", uuid.NewString(), checksum.Of(r.URL.Path))
	})
	go func() {
		<-ctx.Done()
		_ = server.Shutdown(context.Background())
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		panic(err)
	}
}
