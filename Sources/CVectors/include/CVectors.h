// Vector types and the few operations that Swift's own SIMD types do not compile well.
#pragma once
#include <stdint.h>
