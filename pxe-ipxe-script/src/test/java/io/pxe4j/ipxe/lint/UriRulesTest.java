package io.pxe4j.ipxe.lint;

import static io.pxe4j.ipxe.lint.LintRule.IPX077;
import static io.pxe4j.ipxe.lint.LintRule.IPX078;
import static io.pxe4j.ipxe.lint.LintRule.IPX080;
import static io.pxe4j.ipxe.lint.LintRule.IPX081;
import static io.pxe4j.ipxe.lint.LintRule.IPX082;
import static io.pxe4j.ipxe.lint.LintRule.IPX083;
import static io.pxe4j.ipxe.lint.LintRule.IPX084;
import static io.pxe4j.ipxe.lint.LintRule.IPX086;

import org.junit.jupiter.api.Test;

class UriRulesTest {
    private final Linted lint = Linted.plain();

    @Test
    void userNamesHavePasswords() {
        lint.finds(IPX077, "«set username a»", "sanboot iscsi:192.0.2.1::::iqn.x:y ||");
        lint.finds(IPX077, "«set reverse-username a»", "set reverse-password ${p}", "sanhook iscsi:a::::b ||");
        lint.passes(IPX077, "set username a", "set password ${p}", "sanhook iscsi:a::::b ||");
        lint.passes(IPX077, "set username a", "sanboot ||");
        lint.passes(IPX077, "set username a", "login ||", "sanhook iscsi:a::::b ||");
    }

    @Test
    void rootPathsAreWellFormed() {
        lint.finds(
                IPX078, "sanhook «iscsi:192.0.2.1:iqn.x:y» ||", "sanboot «iscsi:::::t» ||", "sanboot «iscsi:a::::» ||");
        lint.finds(IPX078, "sanboot «iscsi:a:::1-2-3-4-5:t» ||", "sanboot «aoe:0.1» ||");
        lint.finds(IPX078, "sanboot «fcp:abc:0» ||", "sanboot «ib_srp:a:b:c:d:e:f:g:h:i» ||");
        lint.passes(IPX078, "sanboot iscsi:192.0.2.1::3260:1:iqn.2026-01.com.example:disk ||", "sanboot aoe:e0.1 ||");
        lint.passes(IPX078, "sanboot iscsi:[2001:db8::1]:::1:iqn.x ||", "sanboot ${root-path} http://192.0.2.1/x ||");
        lint.passes(IPX078, "sanboot iscsi:${srv}:::${lun}:${iqn} ||", "sanhook fcp:50:06:01:60:3b:a0:11:22:0 ||");
        lint.passes(
                IPX078,
                "sanboot ib_srp::::fe800000000000000002c90300000001::0002c90300000001::0002c90300000001:0002c90300000001 ||");
    }

    @Test
    void queriesAreEncoded() {
        lint.finds(IPX080, "chain http://192.0.2.1/x?serial=«${serial}» ||");
        lint.finds(IPX080, "read name ||", "chain http://192.0.2.1/x?name=«${name}»&p=${product} ||");
        lint.passes(IPX080, "chain http://192.0.2.1/x?serial=${serial:uristring} ||", "chain ${base}/x ||");
        lint.passes(IPX080, "chain x?m=${mac:hexhyp}&u=${uuid}&i=${ip}&a=${buildarch}&p=${platform} ||");
        lint.passes(
                IPX080, "set arch x86_64", "chain x?a=${arch}&m=${net0/mac} ||", "set n:int32 5", "chain x?n=${n} ||");
    }

    @Test
    void secretsDoNotTravelInTheOpen() {
        lint.finds(IPX081, "chain «http://u:p@192.0.2.1/x» ||", "chain «http://192.0.2.1/x?password=${password}» ||");
        lint.finds(IPX081, "params", "param p ${password}", "chain «http://192.0.2.1/x##params» ||");
        lint.passes(IPX081, "params", "param p ${password}", "chain https://192.0.2.1/x##params ||");
        lint.passes(IPX081, "params", "param p ${mac}", "chain http://192.0.2.1/x##params ||");
        lint.passes(IPX081, "chain http://user@192.0.2.1/x ||");
    }

    @Test
    void secretsAreNotWrittenDown() {
        lint.finds(IPX082, "set «password» geheim", "set «net0/api-token» x");
        lint.passes(IPX082, "set password ${net0.dhcp/password}", "set username x", "clear password", "set password");
    }

    @Test
    void urisHoldNoBlanks() {
        lint.finds(IPX083, "set k http://192.0.2.1/vmlinuz quiet", "kernel «${k}» ||");
        lint.finds(IPX083, "chain «http://192.0.2.1/\"x\".ipxe» ||");
        lint.passes(IPX083, "set k http://192.0.2.1/vmlinuz", "set a quiet splash", "kernel ${k} ${a} ||");
    }

    @Test
    void parametersAreUsed() {
        lint.finds(IPX084, "chain «http://192.0.2.1/x##params» ||");
        lint.finds(IPX084, "«params» ||", "param a b ||", "chain http://192.0.2.1/x ||");
        lint.passes(IPX084, "params ||", "chain http://192.0.2.1/x##params ||");
        lint.passes(IPX084, "params --name a ||", "set u http://192.0.2.1/x##params=a", "chain ${u} ||");
    }

    @Test
    void embeddedScriptsHaveNoAddress() {
        Linted embedded = Linted.embedded();
        embedded.finds(IPX086, "chain «menu.ipxe» ||", "chain «/boot/x» ||");
        embedded.passes(IPX086, "dhcp || shell", "chain menu.ipxe ||");
        embedded.finds(IPX086, "dhcp || chain «menu.ipxe» ||");
        embedded.passes(
                IPX086, "chain http://192.0.2.1/x ||", "chain ${url} ||", "set next-server 192.0.2.1", "chain x ||");
        embedded.passes(IPX086, "imgfetch --name k http://192.0.2.1/x ||", "kernel k ||");
        lint.passes(IPX086, "chain menu.ipxe ||");
    }
}
