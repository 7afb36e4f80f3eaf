// The settings themselves: what config.cpp reads, --help prints and docs/configuration.md lists.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/config.hpp"
#include "base/text.hpp"

namespace hero {
namespace {

using enum SettingKind;

constexpr auto declared = std::to_array<Setting>({
    {"address", text, "127.0.0.1", "Address to listen on; 0.0.0.0 or :: for every interface."},
    {"port", integer, "8080", "TCP port to listen on; 0 takes a free one.", false, "0..65535"},
    {"base-url", text, "", "Address people use, for links in mail and QR codes; empty: http://ADDRESS:PORT.", false,
     "|http://…|https://…"},
    {"data", text, "./data", "Folder of the SQLite file, the attachments and temporary files."},
    {"database", text, "", "Database; empty: the SQLite file hero.db in the data folder.", true, "|postgresql://…"},
    {"secrets-key", text, "",
     "Key that secrets in the database are encrypted under, 64 hexadecimal characters; several, separated by commas, "
     "to change it; empty: the file secrets.key in the data folder, made at the first start.",
     true},
    {"io-threads", integer, "0",
     "Threads that read and write HTTP, and answer quick pages themselves; 0: two for each core.", false, "0..64"},
    {"worker-threads", integer, "16", "Threads that handle requests.", false, "1..256"},
    {"drain-seconds", integer, "0",
     "Seconds for which HERO still answers after SIGTERM while it says it is not ready; behind a balancer 5.", false,
     "0..30"},
    {"database-readers", integer, "0",
     "Database connections for reading, on PostgreSQL for writing too; 0: 4 on SQLite, on PostgreSQL as many as "
     "`worker-threads`.",
     false, "0..256"},
    {"trusted-proxies", text, "",
     "Addresses and networks (10.0.0.0/8) of reverse proxies whose X-Forwarded-For counts, separated by commas."},
    {"limits", boolean, "true", "Whether requests are limited by address and account."},
    {"upload-megabytes-per-day", integer, "100",
     "Megabytes of attachments a person may upload on one day; 0: no limit.", false, "0..1000000"},
    {"files", choice, "folder",
     "Where new attachments go: the folder files in the data folder, or a bucket of S3-compatible storage.", false,
     "folder|s3"},
    {"s3-endpoint", text, "", "Address of the S3-compatible storage; http:// on this machine only.", false,
     "|https://…|http://…"},
    {"s3-bucket", text, "", "Its bucket, for HERO alone; when set, attachments are looked for there too; empty: none."},
    {"s3-region", text, "us-east-1", "Region of the bucket, as requests are signed for it."},
    {"s3-access-key", text, "", "Access key that may list, read, write and delete objects of the bucket."},
    {"s3-secret-key", text, "", "Secret key that belongs to it.", true},
    {"s3-path-style", boolean, "true", "Whether the bucket stands in the path of an address; off: before the host."},
    {"s3-timeout-seconds", integer, "10", "Seconds one request to the storage may take.", false, "1..300"},
    {"demo", boolean, "false", "Sign-in without password as a demo person; on a loopback address only."},
    {"scanner", text, "none", "Virus scanner for attachments: none, or the socket of ClamAV's clamd.", false,
     "none|unix:/…|tcp:…"},
    {"mail", text, "none", "Where outgoing mail goes: nowhere, to an SMTP server, or as files into a folder.", false,
     "none|smtp://…|smtps://…|file:…"},
    {"mail-user", text, "", "User name at the SMTP server; empty: no sign-in."},
    {"mail-password", text, "", "Password at the SMTP server.", true},
    {"mail-from", text, "hero@localhost", "Sender address of outgoing mail."},
    {"mail-name", text, "HERO Kementerian Perdagangan", "Sender name of outgoing mail."},
    {"google-issuer", text, "https://accounts.google.com", "Issuer of the provider for the general public.", false,
     "http://…|https://…"},
    {"google-client-id", text, "", "Client ID at that provider; empty: no sign-in with Google."},
    {"google-client-secret", text, "", "Client secret at that provider.", true},
    {"google-acr", text, "",
     "Strengths of a sign-in (acr), separated by commas, of which that provider must assert one; empty: none is asked "
     "for."},
    {"google-amr", text, "",
     "Ways of proving oneself (amr, RFC 8176), separated by commas, of which the ID token must name one, such as "
     "mfa,otp,hwk; empty: none."},
    {"google-max-age-minutes", integer, "0",
     "Minutes that the sign-in at that provider may lie back (auth_time); 0: any time.", false, "0..10080"},
    {"intranet-issuer", text, "",
     "Issuer of the intranet's OpenID provider, for people of the ministry; empty: there is none.", false,
     "|http://…|https://…"},
    {"intranet-client-id", text, "", "Client ID at the intranet's provider."},
    {"intranet-client-secret", text, "", "Client secret at the intranet's provider.", true},
    {"intranet-acr", text, "",
     "Strengths of a sign-in (acr), separated by commas, of which that provider must assert one; empty: none is asked "
     "for."},
    {"intranet-amr", text, "",
     "Ways of proving oneself (amr, RFC 8176), separated by commas, of which the ID token must name one, such as "
     "mfa,otp,hwk; empty: none."},
    {"intranet-max-age-minutes", integer, "0",
     "Minutes that the sign-in at that provider may lie back (auth_time); 0: any time.", false, "0..10080"},
    {"intranet-groups-claim", text, "groups",
     "Claim that lists a person's groups; a.b means the member b of the claim a."},
    {"intranet-roles", text, "",
     "Roles that groups of the intranet give: agent TEAM,TEAM: GROUP; supervisor TEAM: GROUP; admin: GROUP."},
    {"ldap-url", text, "", "Directory of an intranet without OpenID provider; ldap:// uses StartTLS; empty: none.",
     false, "|ldap://…|ldaps://…"},
    {"ldap-ca-file", text, "", "File with the certificates (PEM) the directory is trusted by; empty: the system's."},
    {"ldap-base", text, "", "Where people are looked for, such as ou=pegawai,dc=contoh,dc=id."},
    {"ldap-bind-dn", text, "", "Who looks for them; empty: anonymously."},
    {"ldap-bind-password", text, "", "Password of ldap-bind-dn.", true},
    {"ldap-filter", text, "(uid={user})", "How they are found; {user} is what they type, escaped."},
    {"ldap-subject-attribute", text, "entryUUID", "Attribute that identifies a person for good."},
    {"ldap-name-attribute", text, "cn", "Attribute with the name."},
    {"ldap-mail-attribute", text, "mail", "Attribute with the e-mail address."},
    {"ldap-group-attribute", text, "memberOf", "Attribute that lists groups; empty: none."},
    {"session-idle-minutes", integer, "30", "Minutes without a request after which staff must sign in again.", false,
     "1..1440"},
    {"session-hours", integer, "12", "Hours after which everybody must sign in again.", false, "1..168"},
    {"confirm-reminder-days", text, "2,4",
     "Working days after Resolve on which the requester is reminded to confirm, separated by commas; empty: never."},
    {"autoclose-days", integer, "5", "Working days after Resolve on which an unconfirmed ticket closes.", false,
     "1..90"},
    {"reopen-days", integer, "7", "Working days for which a closed ticket can be reopened.", false, "0..365"},
    {"waiting-reminder-days", integer, "3", "Working days of waiting for the requester until the reminder.", false,
     "1..90"},
    {"waiting-resolve-days", integer, "10", "Working days of waiting for the requester until Resolve.", false,
     "1..365"},
    {"audit-retention-days", integer, "1825", "Days after which rows of the audit log go; 0: never.", false,
     "0..36500"},
    {"contact-phone", text, "", "Telephone number of the service desk on the page Hubungi Kami; empty: none is shown."},
    {"contact-email", text, "", "E-mail address of the service desk on that page."},
    {"contact-address", text, "", "Street address of the service desk on that page."},
    {"contact-csirt", text, "", "How to reach the CSIRT on duty, on that page."},
    {"contact-data-protection", text, "", "How to reach the data protection officer, on that page."},
    {"contact-ppid", text, "", "How to reach the PPID, on that page."},
    {"log-level", choice, "info", "Least severe lines that are logged.", false, "debug|info|warning|error"},
    {"secure-cookies", choice, "auto", "Whether cookies are for HTTPS only; auto: when base-url is https.", false,
     "auto|on|off"},
});

constexpr std::string_view markdown_before_the_table =
    R"(# Settings

`hero settings` prints this page. A setting is looked for in four places; a later one wins:

1. its default,
2. the file `hero.toml` in the folder HERO is started in, or the file that `--config FILE` or `HERO_CONFIG` names:
   one `name = value` a line, text in quotes, `worker-threads` or `worker_threads`,
3. the environment: `HERO_WORKER_THREADS=32`,
4. the command line: `hero serve --worker-threads 32`.

A name that is no setting, or a value that is not allowed, ends the start with one line that says where it stands.
Keep secrets in the environment or in a file that only HERO's user can read: other users see command lines.

| Setting | Environment | Default | Allowed | Meaning |
|---|---|---|---|---|
)";

std::string in_upper_case(std::string_view name) {
    std::string out;
    for (const char letter : name) out += letter == '-' ? '_' : static_cast<char>(letter >= 'a' ? letter - 32 : letter);
    return out;
}

std::string fallback_text(const Setting& setting) {
    if (setting.kind == boolean) return setting.fallback == "true" ? "on" : "off";
    return setting.fallback.empty() ? "empty" : std::string{setting.fallback};
}

}  // namespace

std::span<const Setting> all_settings() { return declared; }

std::string allowed_in(const Setting& setting) {
    if (setting.kind == boolean) return "on or off";
    if (setting.kind == integer) {
        const auto dots = setting.choices.find("..");
        return fmt::format("a whole number from {} to {}", setting.choices.substr(0, dots),
                           setting.choices.substr(dots + 2));
    }
    if (setting.choices.empty()) return "one line of text";
    std::string out;
    for (const auto form : split(setting.choices, '|')) {
        if (!out.empty()) out += " or ";
        out += form.empty() ? "nothing" : form;
    }
    return out;
}

std::string settings_help() {
    std::size_t widest = 0;
    for (const auto& setting : declared) widest = std::max(widest, setting.name.size());
    std::string out;
    for (const auto& setting : declared)
        out += fmt::format("  --{:<{}}  {}\n    {:<{}}  ({}; default: {})\n", setting.name, widest, setting.help, "",
                           widest, allowed_in(setting), fallback_text(setting));
    return out +
           fmt::format("  --{:<{}}  File to read settings from; default: hero.toml in this folder, when it exists.\n",
                       "config", widest);
}

std::string settings_markdown() {
    std::string out{markdown_before_the_table};
    for (const auto& setting : declared)
        out += fmt::format("| `{}` | `HERO_{}` | {} | {} | {}{} |\n", setting.name, in_upper_case(setting.name),
                           fallback_text(setting), allowed_in(setting), setting.help,
                           setting.secret ? " Secret: never shown or logged." : "");
    return out;
}

}  // namespace hero
