/* The complex functions that Wine 10's ucrtbase.dll names but does not have; numpy asks for them on import.
   For the bench only: it lies in the Wine prefix and never in the program folder.

   Windows hands a complex number over as a plain pair, so pairs go in and out here. */
#include <complex.h>
#include <math.h>

typedef struct { double re, im; } Wide;
typedef struct { float re, im; } Narrow;

static double complex of_wide(Wide a) { return __builtin_complex(a.re, a.im); }
static double complex of_narrow(Narrow a) { return __builtin_complex((double)a.re, (double)a.im); }
static Wide wide(double complex z) { Wide a = {creal(z), cimag(z)}; return a; }
static Narrow narrow(double complex z) { Narrow a = {(float)creal(z), (float)cimag(z)}; return a; }

/* long double is double on Windows, so name and name##l are the same thing. */
#define TO_REAL(name) \
    double own_##name(Wide a) { return name(of_wide(a)); } \
    double own_##name##l(Wide a) { return name(of_wide(a)); } \
    float own_##name##f(Narrow a) { return (float)name(of_narrow(a)); }
#define TO_COMPLEX(name) \
    Wide own_##name(Wide a) { return wide(name(of_wide(a))); } \
    Wide own_##name##l(Wide a) { return wide(name(of_wide(a))); } \
    Narrow own_##name##f(Narrow a) { return narrow(name(of_narrow(a))); }

TO_REAL(creal) TO_REAL(cimag) TO_REAL(cabs) TO_REAL(carg)
TO_COMPLEX(cexp) TO_COMPLEX(csin) TO_COMPLEX(csinh) TO_COMPLEX(ccos) TO_COMPLEX(ccosh)
TO_COMPLEX(ctan) TO_COMPLEX(ctanh)

Wide own_cpow(Wide a, Wide b) { return wide(cpow(of_wide(a), of_wide(b))); }
Wide own_cpowl(Wide a, Wide b) { return wide(cpow(of_wide(a), of_wide(b))); }
Narrow own_cpowf(Narrow a, Narrow b) { return narrow(cpow(of_narrow(a), of_narrow(b))); }
