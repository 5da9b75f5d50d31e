// Package checksum adds in C, as code that links a C library does.
package checksum

/*
#include <stdint.h>
#include <stddef.h>

static uint32_t sum(const unsigned char *bytes, size_t length) {
	uint32_t total = 0;
	for (size_t i = 0; i < length; i++) total = total * 31 + bytes[i];
	return total;
}
*/
import "C"

import "unsafe"

// Of gives the checksum of a text.
func Of(text string) uint32 {
	bytes := []byte(text)
	if len(bytes) == 0 {
		return 0
	}
	return uint32(C.sum((*C.uchar)(unsafe.Pointer(&bytes[0])), C.size_t(len(bytes))))
}
