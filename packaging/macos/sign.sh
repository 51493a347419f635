#!/bin/sh
# Signs Presence.app, has Apple look at it, and packs it. Not yet run on macOS.
#
#     IDENTITY="Developer ID Application: …" PROFILE=presence \
#         sh packaging/macos/sign.sh build/macos/Presence.app dist/presence-1.2.3-macos.dmg
#
# PROFILE is what `xcrun notarytool store-credentials` has put into the keychain: no password is
# written here.
set -eu
app=$1
image=$2
entitlements=$(dirname "$0")/entitlements.plist

sign() {
    codesign --force --timestamp --options runtime --sign "$IDENTITY" "$@"
}

# From the inside out: every library and program first, the app last.
find "$app/Contents/Resources/python" -type f | while read -r file; do
    case $(file -b "$file") in
        Mach-O*) sign --entitlements "$entitlements" "$file" ;;
    esac
done
for program in "$app/Contents/MacOS/"*; do
    sign --entitlements "$entitlements" "$program"
done
sign --entitlements "$entitlements" "$app"
codesign --verify --deep --strict "$app"

hdiutil create -volname Presence -srcfolder "$app" -ov -format UDZO "$image"
sign "$image"
xcrun notarytool submit "$image" --keychain-profile "$PROFILE" --wait
xcrun stapler staple "$image"
spctl --assess --type open --context context:primary-signature "$image"
