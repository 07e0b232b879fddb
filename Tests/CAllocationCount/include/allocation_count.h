#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

#include <stdbool.h>
#include <stddef.h>

/// Counts the calls with which a thread asks for memory, of whatever library they come from.
///
/// The program that links this target uses its malloc, which counts and passes on to the C library.
/// That works with glibc. Under a sanitizer, which needs the place for its own, and elsewhere
/// nothing is counted.

/// Whether calls are counted in this program.
bool ac_is_counting(void);

/// How often the calling thread has called malloc, calloc, realloc or one of their kin so far.
size_t ac_calls(void);

#endif
