package org.espalier.runtime.plot;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A drawn plot, parsed. */
final class Svg {
  private final Document document;

  private Svg(Document document) {
    this.document = document;
  }

  static Svg of(Plot plot) {
    return of(plot.svg());
  }

  static Svg of(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return new Svg(factory.newDocumentBuilder().parse(new InputSource(new StringReader(text))));
    } catch (Exception e) {
      throw new AssertionError("not well-formed XML: " + e.getMessage(), e);
    }
  }

  Element root() {
    return document.getDocumentElement();
  }

  List<Element> all(String tag) {
    NodeList nodes = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  List<Element> all(String tag, Predicate<Element> wanted) {
    return all(tag).stream().filter(wanted).toList();
  }

  /** What is written, one entry for each text element, lines joined by a space. */
  List<String> texts() {
    return all("text").stream()
        .map(e -> e.getTextContent().replaceAll("[\\s\u00a0]+", " ").strip())
        .toList();
  }

  List<String> texts(String cssClass) {
    return all("text", e -> e.getAttribute("class").equals(cssClass)).stream()
        .map(e -> e.getTextContent().strip())
        .toList();
  }
}
