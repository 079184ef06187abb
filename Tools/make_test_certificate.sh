#!/bin/sh
# Makes the certificate and the key that the tests of `lentigo serve` speak TLS with. They protect
# nothing: the key lies in the repository for everybody to read.
set -eu
cd "$(dirname "$0")/../Tests/ServerTests/Certificates"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 \
  -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" \
  -keyout key.pem -out certificate.pem
openssl ecparam -name prime256v1 -genkey -noout -out other-key.pem
