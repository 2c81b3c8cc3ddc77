using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using StudioApp.Core.Pictures;

namespace StudioApp.Data.Mappings;

internal sealed class PictureIdConverter() : ValueConverter<PictureId, string>(
    id => id.Value,
    text => PictureId.Parse(text, null));
