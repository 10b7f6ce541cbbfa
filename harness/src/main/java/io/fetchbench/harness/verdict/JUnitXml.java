package io.fetchbench.harness.verdict;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A comparison as test results, in the XML that Surefire writes and CI servers show: one test an arm and workload. A
 * regression is a failure; what is inconclusive or invalid was skipped, for the reason given.
 */
public final class JUnitXml {
    private final XMLStreamWriter xml;
    private final VerdictRecord record;

    private JUnitXml(XMLStreamWriter xml, VerdictRecord record) {
        this.xml = xml;
        this.record = record;
    }

    /**
     * Writes test results.
     *
     * @param record the comparison
     * @return the file's text
     */
    public static String render(VerdictRecord record) {
        var text = new StringWriter();
        try {
            new JUnitXml(XMLOutputFactory.newFactory().createXMLStreamWriter(text), record).document();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a writer in memory can't fail", e);
        }
        return text.append('\n').toString();
    }

    private void document() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute("name", "fetchbench");
        attribute("tests", record.findings().size());
        attribute("failures", record.findings().stream().filter(JUnitXml::failed).count());
        attribute("errors", 0);
        attribute("skipped", record.findings().stream().filter(JUnitXml::skipped).count());
        attribute("time", 0);
        for (Finding finding : record.findings()) {
            testCase(finding);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void testCase(Finding finding) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        attribute("classname", "fetchbench." + finding.workload());
        attribute("name", finding.arm() + " against " + record.base());
        attribute("time", 0);
        if (failed(finding) || skipped(finding)) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement(failed(finding) ? "failure" : "skipped");
            attribute("message", Words.line(finding));
            if (failed(finding)) {
                attribute("type", "regression");
            }
            xml.writeCharacters(legal(String.join("\n", Words.details(record.gate(), finding))));
            xml.writeEndElement();
        } else {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("system-out");
            xml.writeCharacters(legal(Words.line(finding) + "\n"
                    + String.join("\n", Words.details(record.gate(), finding))));
            xml.writeEndElement();
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static boolean failed(Finding finding) {
        return finding.verdict().kind() == VerdictKind.REGRESSION;
    }

    private static boolean skipped(Finding finding) {
        return switch (finding.verdict().kind()) {
            case INCONCLUSIVE, INVALID -> true;
            case PASS, REGRESSION -> false;
        };
    }

    private void attribute(String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value.toString()));
    }

    /** XML 1.0, section 2.2: some characters can't be written even as a reference. */
    private static String legal(String text) {
        var legal = new StringBuilder(text.length());
        text.codePoints().map(c -> isLegal(c) ? c : 0xFFFD).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}
