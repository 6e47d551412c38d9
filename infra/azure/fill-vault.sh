#!/bin/sh
# Puts the secrets that are still missing into the vault: what only this app must know is drawn at random, what comes from
# others is taken from the environment or asked for. What is there already is left alone, so this can run after every
# provisioning. Needs the Azure CLI, signed in as somebody who may write secrets there.
set -eu
vault=${AZURE_KEY_VAULT_NAME:?run this by azd, or name the vault in AZURE_KEY_VAULT_NAME}

has() { az keyvault secret show --vault-name "$vault" --name "$1" --query id --output tsv >/dev/null 2>&1; }

# The value goes through a file, because command lines can be read by every process of a machine.
put() {
  file=$(mktemp)
  trap 'rm -f "$file"' EXIT
  printf %s "$2" >"$file"
  tries=0
  # A right given a moment ago may take some minutes to arrive.
  until az keyvault secret set --vault-name "$vault" --name "$1" --file "$file" --encoding utf-8 --output none; do
    tries=$((tries + 1))
    [ "$tries" -lt 10 ] || { echo "$1 could not be written to $vault." >&2; exit 1; }
    sleep 20
  done
  rm -f "$file"
  echo "$1: written"
}

random() { head -c 48 /dev/urandom | base64 | tr -d '\n+/='; }

ask() { # secret, variable, what it is
  has "$1" && return 0
  eval "value=\${$2:-}"
  if [ -z "$value" ] && [ -t 0 ]; then
    printf '%s: ' "$3"
    stty -echo
    read -r value
    stty echo
    echo
  fi
  if [ -n "$value" ]; then put "$1" "$value"; else echo "$1 is missing: set $2 and run this again." >&2; missing=1; fi
}

missing=0
has STATUS-TOKEN-SECRET || put STATUS-TOKEN-SECRET "$(random)"
ask SENDGRID-API-KEY SENDGRID_API_KEY 'SendGrid API key with the right Mail Send'
# Where headquarters decides there is no Sales that sends events or is signed in to.
if [ "${APPROVAL_DESK:-sales}" != headquarters ]; then
  has SALES-EVENT-KEYS || put SALES-EVENT-KEYS "$(random)"
fi
if [ "${APPROVAL_DESK:-sales}" != headquarters ] && [ "${DATAVERSE_AUTH:-managedIdentity}" = clientSecret ]; then
  ask DATAVERSE-CLIENT-SECRET DATAVERSE_CLIENT_SECRET 'Client secret of the application user'
fi
if [ "${SITES_HAVE_KEYS:-false}" = true ]; then
  ask SITE-KEYS SITE_KEYS 'Keys of the sites, as JSON'
fi
if [ "${SITES_ARE_TOLD:-false}" = true ]; then
  ask SITE-EVENT-SECRETS SITE_EVENT_SECRETS 'Secrets by which sites recognize what is sent to them, as JSON'
fi
exit "$missing"
