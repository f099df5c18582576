"""Items of wires for the tests of sources, one a format. Agencies, states and people are invented."""

BODY = "Velmara's envoy Sanya Mirel said talks with Oruvia would resume on Monday."
MORE = '"We are ready," she told reporters.'

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://wire.example/nitf-3-6.dtd">
<nitf baselang="en-GB">
 <head><title>Talks</title><docdata management-status="usable">
  <doc-id id-string="urn:tav:1" regsrc="TAV"/><du-key key="talks" version="2"/><urgency ed-urg="3"/>
  <date.issue norm="20310602T093000+0200"/><date.release norm="20310602T120000+0200"/>
  <ed-msg info="Corrects the day"/><doc.copyright holder="Tavria Wire" year="2031"/></docdata></head>
 <body><body.head><hedline><hl1>Talks resume&nbsp;Monday</hl1><hl2>Envoy in Arvensk</hl2></hedline>
   <byline>By Ana Ruiz<byttl>Tavria Wire</byttl></byline><distributor>Tavria Wire</distributor>
   <dateline><location><city>ARVENSK</city></location></dateline><abstract>{BODY}</abstract></body.head>
  <body.content><p>{BODY}</p><hl2>Next steps</hl2><p>{MORE}</p>
   <media><media-caption>Mirel on Sunday</media-caption><media-producer>B. Li</media-producer></media></body.content>
  <body.end><tagline>Editing by C. Dorn</tagline></body.end></body></nitf>""".encode()

_G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:tav.example:{guid}" version="{version}"
  xml:lang="en-GB"><rightsInfo><copyrightNotice>© 2031 Tavria Wire</copyrightNotice>
  <usageTerms>No archives</usageTerms></rightsInfo>
 <itemMeta><itemClass qcode="ninat:text"/><provider literal="tav.example"/>
  <versionCreated>2031-06-02T11:00:00+02:00</versionCreated><firstCreated>2031-06-02T09:30:00+02:00</firstCreated>
  <embargoed>2031-06-02T12:00:00+02:00</embargoed><pubStatus qcode="stat:usable"/>
  <edNote>Corrects the day</edNote></itemMeta>
 <contentMeta><urgency>3</urgency><slugline>TALKS</slugline><headline>Talks resume Monday</headline>
  <by>By Ana Ruiz</by><dateline>ARVENSK, June 2</dateline><creditline>Tavria Wire</creditline></contentMeta>
 <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
  <p>{body}</p><h2>Next steps</h2><p>{more}</p><p style="display: none">Hidden words.</p></body></html></inlineXML>
 </contentSet></newsItem>"""


def newsml_g2(guid="1", version="2", body=BODY, more=MORE):
    return _G2.format(guid=guid, version=version, body=body, more=more).encode()


NEWSML_G2 = newsml_g2()
MESSAGE = (
    b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
    + newsml_g2("1", "1")
    + newsml_g2("1", "2")
    + b'<packageItem guid="p"/></itemSet></newsMessage>'
)

NEWSML_1 = f"""<?xml version="1.0"?><NewsML Version="1.2"><NewsEnvelope/><NewsItem xml:lang="en"><Identification>
 <NewsIdentifier><ProviderId>tav.example</ProviderId><NewsItemId>T1</NewsItemId>
  <RevisionId PreviousRevision="1" Update="U">2</RevisionId>
  <PublicIdentifier>urn:newsml:tav.example:20310602:T1:2U</PublicIdentifier></NewsIdentifier></Identification>
 <NewsManagement><FirstCreated>20310602T093000+0200</FirstCreated>
  <ThisRevisionCreated>20310602T110000+0200</ThisRevisionCreated><Status FormalName="Embargoed"/>
  <StatusWillChange><FutureStatus FormalName="Usable"/>
   <DateAndTime>20310602T120000+0200</DateAndTime></StatusWillChange>
  <Urgency FormalName="3"/></NewsManagement>
 <NewsComponent><NewsLines><HeadLine>Talks resume Monday</HeadLine><ByLine>Ana Ruiz</ByLine>
  <DateLine>ARVENSK, June 2, 2031 (TAV) -</DateLine><CopyrightLine>© 2031 Tavria Wire</CopyrightLine>
  <SlugLine>talks</SlugLine></NewsLines>
  <AdministrativeMetadata><Provider><Party FormalName="Tavria Wire"/></Provider></AdministrativeMetadata>
  <DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
  <NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/><DataContent><nitf><body>
   <body.content><p>{BODY}</p><p>{MORE}</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent>
  <NewsComponent><Role FormalName="Caption"/><ContentItem><MediaType FormalName="Text"/>
   <DataContent>Mirel on Sunday</DataContent></ContentItem></NewsComponent>
  <NewsComponent><ContentItem Href="p.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>
 </NewsComponent></NewsItem></NewsML>""".encode()

IPTC_7901 = (
    b"\x01tav0124 3 i 93  tav 1888\r\n\r\nTalks/\r\n\x02(Achtung)\n1ST LEAD\n"
    b"Talks resume Monday\nBy Ana Ruiz, tav =\r\n\r\n"
    b"Arvensk (tav) - Velmara's envoy Sanya Mirel said talks with\r\nOruvia would resume on Monday.\r\n\r\n"
    b"\"We are ready,\" she told reporters.\r\n\r\n# Notebook\r\n\r\n## Contacts\r\n- Ana Ruiz\r\n\r\n"
    b"\x03020930 GMT Jun 31\r\n\x7f\r\n\x7f\x04"
)  # fmt: skip

ANPA = (
    b"\x16\x16\x01A1234\x1fworld\r\nr i\x13\x11 BC-TA--Talks 1stLd-Writethru   06-02 0123\r\n"
    b"\x02^BC-TA--Talks, 1st Ld-Writethru,123<\r\n^Talks resume Monday<\r\n^Eds: Corrects the day.<\r\n"
    b"^By ANA RUIZ=\r\n^Tavria Wire=\r\n\t   ARVENSK, Tavria (TAV) _ Velmara's envoy Sanya Mirel said talks resume.\r\n"
    b" \r\n\t   ``We are ready,'' she told reporters.\r\n\r\n\t   \x03AP-WF-06-02-31 0930GMT<\r\n\r\n\x0c\r\n\x04"
)

NINJS_1 = {
    "uri": "urn:tav:1", "type": "text", "version": "2", "versioncreated": "2031-06-02T11:00:00+02:00",
    "firstcreated": "2031-06-02T09:30:00+02:00", "embargoed": "2031-06-02T12:00:00+02:00", "pubstatus": "usable",
    "urgency": 3, "language": "en", "headline": "Talks resume Monday", "byline": "Ana Ruiz", "slugline": "talks",
    "copyrightnotice": "© 2031 Tavria Wire", "usageterms": "No archives", "source": "Tavria Wire",
    "evolvedfrom": "urn:tav:0", "body_html": f"<p>{BODY}</p><h2>Next steps</h2><p>{MORE}</p>",
}  # fmt: skip
NINJS_2 = {
    "uri": "urn:tav:1", "type": "text", "version": "2", "versioncreated": "2031-06-02T11:00:00+02:00",
    "pubstatus": "usable", "language": "en", "headlines": [{"role": "main", "value": "Talks resume Monday"}],
    "bodies": [{"role": "html", "contenttype": "text/html", "value": f"<p>{BODY}</p><p>{MORE}</p>"}],
    "infosources": [{"name": "Tavria Wire"}],
}  # fmt: skip
NINJS_3 = {
    "uri": "urn:tav:1", "type": "text", "versionCreated": "2031-06-02T11:00:00+02:00", "pubStatus": "usable",
    "by": "By Ana Ruiz", "headlines": [{"role": "main", "value": "Talks resume Monday"}],
    "bodies": [{"role": "main", "contentType": "text/plain", "value": f"{BODY}\n\n{MORE}"}],
}  # fmt: skip
