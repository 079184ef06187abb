#ifndef LENTIGO_CCRYPTO_H
#define LENTIGO_CCRYPTO_H

#include <openssl/evp.h>

#endif
