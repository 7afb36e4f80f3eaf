#!/usr/bin/env python3
"""What the program is made of, as CycloneDX 1.5 JSON: tools/sbom.py PROGRAM > sbom.json.

Debian's packages that it is linked against (tools/runtime_packages.sh) and that it was built with (the -dev packages of
bin/setup that are installed), and the npm packages of the lock file. Versions are those of this machine: make it where
the release is built. Ends with 1 when something has no version.
"""
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def version_of(package):
    run = subprocess.run(['dpkg-query', '-W', '-f=${Version}', package], capture_output=True, text=True)
    return run.stdout if run.returncode == 0 else ''


def debian(names, scope):
    release = dict(re.findall(r'^(\w+)="?([^"\n]*)', pathlib.Path('/etc/os-release').read_text(), re.M))
    for name in sorted(names):
        version = version_of(name)
        yield {'type': 'library', 'name': name, 'version': version, 'scope': scope,
               'purl': f'pkg:deb/debian/{name}@{version}?distro={release["VERSION_CODENAME"]}'}


def npm():
    lock = json.loads((ROOT / 'package-lock.json').read_text())
    for path, package in sorted(lock['packages'].items()):
        if not path:
            continue
        name = path.split('node_modules/')[-1]
        entry = {'type': 'library', 'name': name, 'version': package.get('version', ''),
                 'scope': 'excluded' if package.get('dev') else 'required',
                 'purl': f'pkg:npm/{name.replace("@", "%40")}@{package.get("version", "")}'}
        algorithm, _, digest = package.get('integrity', '').partition('-')
        if digest:
            entry['properties'] = [{'name': f'integrity:{algorithm}', 'value': digest}]
        yield entry


def main(program):
    linked = set(subprocess.run([ROOT / 'tools/runtime_packages.sh', program], check=True, capture_output=True,
                                text=True).stdout.split())
    wanted = re.search(r'^packages=\((.*?)^\)', (ROOT / 'bin/setup').read_text(), re.M | re.S).group(1).split()
    built_with = {name for name in wanted if name.endswith('-dev')}
    components = [*debian(linked, 'required'), *debian(built_with, 'excluded'), *npm()]
    hero = re.search(r'project\(\w+ VERSION ([\d.]+)', (ROOT / 'CMakeLists.txt').read_text())
    json.dump({'bomFormat': 'CycloneDX', 'specVersion': '1.5', 'version': 1,
               'metadata': {'component': {'type': 'application', 'name': 'hero', 'version': hero.group(1)}},
               'components': components}, sys.stdout, indent=1)
    print()
    for component in components:
        if not component['version']:
            sys.exit(f'sbom.py: {component["name"]} has no version here')


if __name__ == '__main__':
    if len(sys.argv) != 2:
        sys.exit('usage: tools/sbom.py PROGRAM')
    main(sys.argv[1])
