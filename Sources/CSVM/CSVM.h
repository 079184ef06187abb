#ifndef LENTIGO_CSVM_H
#define LENTIGO_CSVM_H

// Debian keeps the header in a folder of its own, Homebrew does not.
#if __has_include(<libsvm/svm.h>)
#include <libsvm/svm.h>
#else
#include <svm.h>
#endif

#endif
