package io.cloudless.raster;

import java.nio.file.Path;

/**
 * Documents that GDAL's drivers recognise by what is in them and that name files to read ({@code secret.bin}), to write
 * ({@code victim}) or addresses to fetch.
 */
enum NamingDocument {
    MRF(".mrf", """
            <MRF_META><CachedSource><Source>FOLDER/secret.bin</Source></CachedSource>
            <Raster><Size x="64" y="64" c="1"/><PageSize x="64" y="64" c="1"/><Compression>NONE</Compression>
            <DataType>Byte</DataType><DataFile>FOLDER/victim</DataFile><IndexFile>FOLDER/victim</IndexFile></Raster>
            </MRF_META>"""),
    MRF_OF_AN_ADDRESS(".mrf", """
            <MRF_META><CachedSource><Source>/vsicurl/ADDRESS/a.tif</Source></CachedSource>
            <Raster><Size x="64" y="64" c="1"/><PageSize x="64" y="64" c="1"/><Compression>NONE</Compression>
            <DataType>Byte</DataType><DataFile>FOLDER/victim</DataFile></Raster></MRF_META>"""),
    VRT(".vrt", """
            <VRTDataset rasterXSize="64" rasterYSize="64"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>
            <SourceFilename relativeToVRT="0">/vsicurl/ADDRESS/a.tif</SourceFilename><SourceBand>1</SourceBand>
            </SimpleSource></VRTRasterBand></VRTDataset>"""),
    VRT_OF_RAW_BYTES(".vrt", """
            <VRTDataset rasterXSize="64" rasterYSize="64">
            <VRTRasterBand dataType="Byte" band="1" subClass="VRTRawRasterBand">
            <SourceFilename relativeToVRT="0">FOLDER/secret.bin</SourceFilename><ImageOffset>0</ImageOffset>
            <PixelOffset>1</PixelOffset><LineOffset>64</LineOffset></VRTRasterBand></VRTDataset>"""),
    VRT_WITH_AN_ENTITY(".vrt", """
            <?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file://FOLDER/secret.bin">
            <!ENTITY y SYSTEM "ADDRESS/a.dtd">]><VRTDataset rasterXSize="1" rasterYSize="1">&x;&y;</VRTDataset>"""),
    PDS4(".xml", """
            <?xml version="1.0"?><Product_Observational xmlns="http://pds.nasa.gov/pds4/pds/v1">
            <File_Area_Observational><File><file_name>secret.bin</file_name></File><Array_2D_Image>
            <offset unit="byte">0</offset><axes>2</axes><axis_index_order>Last Index Fastest</axis_index_order>
            <Element_Array><data_type>UnsignedByte</data_type></Element_Array>
            <Axis_Array><axis_name>Line</axis_name><elements>64</elements><sequence_number>1</sequence_number></Axis_Array>
            <Axis_Array><axis_name>Sample</axis_name><elements>64</elements><sequence_number>2</sequence_number>
            </Axis_Array></Array_2D_Image></File_Area_Observational></Product_Observational>"""),
    PDS3(".lbl", """
            PDS_VERSION_ID = PDS3
            RECORD_TYPE = FIXED_LENGTH
            RECORD_BYTES = 64
            ^IMAGE = "secret.bin"
            OBJECT = IMAGE
              LINES = 64
              LINE_SAMPLES = 64
              SAMPLE_TYPE = UNSIGNED_INTEGER
              SAMPLE_BITS = 8
            END_OBJECT = IMAGE
            END
            """),
    ISIS3(".lbl", """
            Object = IsisCube
              Object = Core
                StartByte = 1
                ^Core = secret.bin
                Format = BandSequential
                Group = Dimensions
                  Samples = 64
                  Lines = 64
                  Bands = 1
                End_Group
                Group = Pixels
                  Type = UnsignedByte
                  ByteOrder = Lsb
                End_Group
              End_Object
            End_Object
            End
            """),
    DIMAP(".dim", """
            <Dimap_Document><Metadata_Id><METADATA_FORMAT version="1.1">DIMAP</METADATA_FORMAT></Metadata_Id>
            <Raster_Dimensions><NCOLS>64</NCOLS><NROWS>64</NROWS><NBANDS>1</NBANDS></Raster_Dimensions>
            <Data_Access><Data_File><DATA_FILE_PATH href="FOLDER/secret.bin"/></Data_File></Data_Access>
            </Dimap_Document>"""),
    SENTINEL_1(".safe", """
            <xfdu:XFDU xmlns:xfdu="urn:ccsds:schema:xfdu:1"><dataObjectSection>
            <dataObject repID="s1Level1MeasurementSchema"><byteStream><fileLocation href="secret.bin"/></byteStream>
            </dataObject></dataObjectSection></xfdu:XFDU>"""),
    SENTINEL_2(".xml", """
            <n1:Level-1C_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_Level-1C.xsd">
            <Granules imageFormat="JPEG2000"><IMAGE_FILE>secret</IMAGE_FILE></Granules></n1:Level-1C_User_Product>"""),
    RADARSAT_2(".xml", """
            <product xmlns="http://www.rsi.ca/rs2/prod/xml/schemas"><imageAttributes>
            <fullResolutionImageData pole="HH">secret.bin</fullResolutionImageData></imageAttributes></product>"""),
    DIGITALGLOBE_TILES(".til", """
            bandId = "Multi";
            numTiles = 1;
            BEGIN_GROUP = TILE_1
              filename = "secret.bin";
            END_GROUP = TILE_1
            END;
            """),
    ER_MAPPER(".ers", """
            DatasetHeader Begin
              DataFile = "secret.bin"
              DataSetType = ERStorage
              RasterInfo Begin
                CellType = Unsigned8BitInteger
                NrOfLines = 64
                NrOfCellsPerLine = 64
                NrOfBands = 1
              RasterInfo End
            DatasetHeader End
            """),
    OZI_EXPLORER(".map", """
            OziExplorer Map Data File Version 2.2
            scene
            FOLDER/secret.bin
            1 ,Map Code,
            WGS 84,,0.0000,0.0000,WGS 84
            """),
    WMS(".xml", """
            <GDAL_WMS><Service name="TMS"><ServerUrl>ADDRESS/${z}/${x}/${y}.png</ServerUrl></Service><DataWindow>
            <UpperLeftX>-1</UpperLeftX><UpperLeftY>1</UpperLeftY><LowerRightX>1</LowerRightX><LowerRightY>-1</LowerRightY>
            <SizeX>64</SizeX><SizeY>64</SizeY></DataWindow><BandsCount>1</BandsCount></GDAL_WMS>"""),
    WCS(".xml", """
            <WCS_GDAL><ServiceURL>ADDRESS/wcs?</ServiceURL><Version>1.0.0</Version><CoverageName>a</CoverageName>
            </WCS_GDAL>"""),
    WMTS(".xml", """
            <GDAL_WMTS><GetCapabilitiesUrl>ADDRESS/wmts</GetCapabilitiesUrl></GDAL_WMTS>"""),
    TILE_INDEX(".gti", """
            <GDALTileIndexDataset><IndexDataset>/vsicurl/ADDRESS/index.gpkg</IndexDataset></GDALTileIndexDataset>"""),
    STAC_ITEMS(".json", """
            {"type": "FeatureCollection", "stac_version": "1.0.0", "features": [{"type": "Feature",
            "stac_version": "1.0.0", "properties": {"proj:epsg": 4326}, "assets": {"a": {
            "href": "/vsicurl/ADDRESS/a.tif", "proj:shape": [64, 64], "proj:transform": [1, 0, 0, 0, -1, 0]}}}]}"""),
    STAC_TILES(".json", """
            {"type": "Feature", "stac_version": "1.0.0", "stac_extensions":
            ["https://stac-extensions.github.io/tiled-assets/v1.0.0/schema.json"], "properties": {
            "tiles:tile_matrix_links": {"a": {"url": "ADDRESS/a"}}, "tiles:tile_matrix_sets": {"a": {"url": "ADDRESS/a"}}},
            "asset_templates": {"a": {"href": "ADDRESS/{TileMatrix}/{TileRow}/{TileCol}.tif"}}}"""),
    KML(".kml", """
            <kml xmlns="http://www.opengis.net/kml/2.2"><Document><GroundOverlay><Icon><href>ADDRESS/a.png</href></Icon>
            <LatLonBox><north>1</north><south>0</south><east>1</east><west>0</west></LatLonBox></GroundOverlay></Document>
            </kml>"""),
    GML(".gml", """
            <gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><gml:RectifiedGridCoverage>
            <gml:rectifiedGridDomain><gml:RectifiedGrid dimension="2" srsName="ADDRESS/crs"><gml:origin>
            <gml:Point srsName="ADDRESS/crs"><gml:pos>0 0</gml:pos></gml:Point></gml:origin>
            </gml:RectifiedGrid></gml:rectifiedGridDomain><gml:rangeSet><gml:File><gml:fileName>FOLDER/secret.bin
            </gml:fileName></gml:File></gml:rangeSet></gml:RectifiedGridCoverage></gml:featureMember>
            </gml:FeatureCollection>""");

    private final String ending;
    private final String text;

    NamingDocument(String ending, String text) {
        this.ending = ending;
        this.text = text;
    }

    /** Of files of its kind. */
    String ending() {
        return ending;
    }

    /**
     * @param folder where {@code secret.bin} and {@code victim} lie
     * @param address of a web server
     */
    String naming(Path folder, String address) {
        return text.replace("FOLDER", folder.toString()).replace("ADDRESS", address);
    }
}
