#ifndef LENTIGO_HDF5_SERVER_H
#define LENTIGO_HDF5_SERVER_H

#include "CHDF5Reader.h"

/// Opens the file and answers requests until the other side closes the connection.
void hdf5_reader_serve(const char *path, int connection);

#endif
