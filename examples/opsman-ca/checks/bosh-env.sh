#!/bin/sh
# Ends with 0 once the pipeline's BOSH_CA_CERT holds every CA that Ops Manager trusts.
set -eu
exec bosh --environment "$BOSH_ENVIRONMENT" --ca-cert "$BOSH_CA_CERT" environment
